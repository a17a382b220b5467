"""The language of the brief is not a registered one.

Why: The language decides which marks make a quotation and which words are negations and limits; a
screen reader speaks it. A name (`english`) or an unregistered country (`en-UK`) means nothing to
them, so that briefgen and the reader's programs take the rules of another one.

Bad:
    language: en-UK

Good:
    language: en-GB
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from briefgen.model.finding import Finding
from briefgen.resolve.result import ResolvedBrief

from .base import Rule

# The registry of BCP 47. Of languages with three letters there are some 8,000, and none has more.
_LANGUAGES = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv
    cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr
    ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr
    ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng
    nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk
    sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve
    vi vo wa wo xh yi yo za zh zu
""".split()
)
_REGIONS = frozenset(
    """
    aa ac ad ae af ag ai al am an ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm
    bn bo bq br bs bt bu bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cp cq cr cs cu cv cw
    cx cy cz dd de dg dj dk dm do dz ea ec ee eg eh er es et eu ez fi fj fk fm fo fr fx ga gb
    gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu ic id ie il im in io
    iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly
    ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl
    no np nr nt nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa qm qn qo qp qq qr qs qt
    qu qv qw qx qy qz re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv
    sx sy sz ta tc td tf tg th tj tk tl tm tn to tp tr tt tv tw tz ua ug um un us uy uz va vc
    ve vg vi vn vu wf ws xa xb xc xd xe xf xg xh xi xj xk xl xm xn xo xp xq xr xs xt xu xv xw
    xx xy xz yd ye yt yu za zm zr zw zz
""".split()
)
_LONGEST = 3
_HINT = "Write a language's letters, such as `en`, then perhaps a country's, such as `GB` or `US`."


def check(brief: ResolvedBrief) -> Iterator[Finding]:
    language, at = brief.brief.language, brief.brief.language_at
    if at is None:
        return
    first, *rest = language.split("-")
    if len(first) > _LONGEST or (len(first) == 2 and first.lower() not in _LANGUAGES):
        message = f"`{first}` is not a language in the registry of BCP 47"
        yield RULE.finding(at, message, _HINT, subject=language)
    # One letter begins an extension, whose parts mean other things.
    for part in takewhile(lambda part: len(part) > 1, rest if len(first) > 1 else ()):
        if len(part) == 2 and part.lower() not in _REGIONS:
            message = f"`{part}` in `{language}` is not a country in the registry of BCP 47"
            yield RULE.finding(at, message, _HINT, subject=language)


RULE = Rule("language-unknown", "warning", check)
