"""What a phone reads that puts the site on its home screen."""

import json

from pingbi.outputs.inputs import OutputInputs


def manifest(inputs: OutputInputs) -> str:
    first, icon = inputs.site.config.languages[0], inputs.assets.icon
    content = {
        "name": inputs.site.config.title[first.id],
        "lang": first.id,
        "start_url": inputs.root,
        "scope": inputs.root,
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [{"src": icon, "type": "image/svg+xml", "sizes": "any"}] if icon else [],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
