"""How complete a comparison is: facts per product, and texts whose languages have come apart."""
