"""What several pages share: values in words, cells with evidence, offers, costs, the frame."""
