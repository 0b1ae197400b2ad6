"""What hosts read: headers and redirects."""

from pingbi.analysis.pairs import Pair
from pingbi.outputs.inputs import OutputInputs
from pingbi.pages.layout import CSP
from pingbi.site_structure import PAGE_OF

FOREVER = "public, max-age=31536000, immutable"
SECURITY = (
    f"Content-Security-Policy: {CSP}; frame-ancestors 'none'",
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: strict-origin-when-cross-origin",
    "Permissions-Policy: camera=(), geolocation=(), microphone=()",
)


def headers(inputs: OutputInputs) -> str:
    """For hosts that read `_headers`: security on every page, hashed files cached for ever."""
    security = "".join(f"  {line}\n" for line in SECURITY)
    return f"{inputs.root}*\n{security}\n{inputs.root}assets/*\n  Cache-Control: {FOREVER}\n"


def redirects(inputs: OutputInputs) -> str:
    """A pair's reverse leads to its one page."""
    roots = [f"{inputs.root}{locale.path}/" for locale in inputs.site.config.languages]
    return "".join(_redirect(root, pair) for root in roots for pair in inputs.analysis.pairs)


def _redirect(root: str, pair: Pair) -> str:
    address = PAGE_OF["comparisons"].address
    return f"{root}{address(f'{pair.b}-vs-{pair.a}')} {root}{address(pair.id)} 301\n"
