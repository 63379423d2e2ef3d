"""Suggestions to render: a full one, and any that there could be."""

from typing import TypeVar

from hypothesis import strategies as st

from agents.types import (
    CHANNELS,
    ERROR_TYPES,
    SEGMENTS,
    Contradiction,
    Draft,
    ExemplarRef,
    Finding,
    GuidanceStep,
    LintFinding,
    Message,
    Preference,
    ScorePair,
    Scores,
    Suggestion,
    Variant,
)

One = TypeVar("One")

# Stands at the start of every word from outside, so that it is found wherever it is shown.
MARK = "⌘"

DRAFT = Draft(
    audience="abandoned_cart_buyers",
    channel="push",
    title="You forgot something",
    body="Hi {{first_name}}, come back for a special treat 🎁",
)
SUGGESTION = Suggestion(
    id="S-1",
    outcome="rewritten",
    message=Message(title="Your drip bags are still here", body="Hi {{first_name}}, take S$5 off by 30 Nov."),
    variants=(
        Variant(intent="service", title="Set aside for you", body="Check out by 30 Nov for S$5 off."),
        Variant(intent="benefit first", body="S$5 off your drip bags until 30 Nov."),
    ),
    errors=(
        Finding(
            type="vague_incentive", evidence="a special treat", feedback="“a special treat” hides S$5 off."
        ),
        Finding(type="misaligned_tone", evidence="You forgot", feedback="It sounds like a reproach."),
    ),
    primary_error="vague_incentive",
    questions=("How many are left?",),
    guidance=(
        GuidanceStep(
            step="Say the offer in full",
            why="“a special treat” hides S$5 off.",
            before="a special treat",
            after="take S$5 off by 30 Nov",
        ),
        GuidanceStep(
            step="Name the product", why="A name can be pictured.", before="something", after="drip bags"
        ),
    ),
    scores=ScorePair(
        original=Scores(audience_match=3, marketing_effectiveness=1, reasons=("It is vague.",)),
        rewritten=Scores(audience_match=5, marketing_effectiveness=5, reasons=("It is exact.",)),
    ),
    preference=Preference(winner="rewritten", confidence=0.9, consistent_when_swapped=True),
    path="in_group",
    exemplars=(
        ExemplarRef(source="own", campaign_id="C-211", score=2.9, sample_size=4120, why="the same offer"),
        ExemplarRef(source="market", score=2.4, sample_size=3015, why="the same item"),
    ),
    lint=(LintFinding(rule="push_first_clause", severity="warning", detail="The first clause is long."),),
    facts_kept=("{{first_name}}", "S$5", "30 Nov"),
    elapsed_ms=120,
)

_LENGTHS = st.sampled_from((0, 1, 20, 200, 3000, 12_000))
_LETTERS = st.sampled_from(("a", "x ", "é", "漢", "🎁", "&", "<!channel> ", "\n", '"', "*b* ", "{{n}} "))


@st.composite
def words(draw: st.DrawFn, most: int = 12_000) -> str:
    """Text of any length up to `most`: letters, tags, markup, line breaks."""
    length = min(draw(_LENGTHS), most)
    pattern = "".join(draw(st.lists(_LETTERS, min_size=1, max_size=6)))
    return MARK + (pattern * (length // len(pattern) + 1))[:length]


def messages() -> st.SearchStrategy[Message]:
    """Any message."""
    return st.builds(Message, title=st.none() | words(), body=words())


def drafts() -> st.SearchStrategy[Draft]:
    """Any draft."""
    return st.builds(
        Draft,
        audience=st.none() | st.sampled_from(SEGMENTS),
        channel=st.none() | st.sampled_from(CHANNELS),
        title=st.none() | words(300),
        body=words(),
    )


def suggestions() -> st.SearchStrategy[Suggestion]:
    """Any suggestion, also ones that no pipeline would make."""
    scores = st.builds(
        Scores,
        audience_match=st.sampled_from((1, 3, 5)),
        marketing_effectiveness=st.sampled_from((1, 3, 5)),
        reasons=_some(words()),
    )
    return st.builds(
        Suggestion,
        id=st.just("S-0123456789abcdef"),
        outcome=st.sampled_from(("rewritten", "ask", "refused", "unchanged")),
        message=st.none() | messages(),
        variants=_some(st.builds(Variant, intent=words(), title=st.none() | words(), body=words()), 50),
        errors=_some(
            st.builds(Finding, type=st.sampled_from(ERROR_TYPES), evidence=words(), feedback=words())
        ),
        contradictions=_some(st.builds(Contradiction, field=words(20), said=words(), known=words())),
        questions=_some(words()),
        guidance=_some(
            st.builds(
                GuidanceStep, step=words(), why=words(), before=st.none() | words(), after=st.none() | words()
            )
        ),
        scores=st.none() | st.builds(ScorePair, original=scores, rewritten=st.none() | scores),
        preference=st.none()
        | st.builds(
            Preference,
            winner=st.sampled_from(("rewritten", "original", "tie")),
            confidence=st.floats(0, 1),
            consistent_when_swapped=st.booleans(),
        ),
        path=st.sampled_from(("in_group", "retrieval", "rules")),
        exemplars=_some(
            st.builds(
                ExemplarRef,
                source=st.sampled_from(("own", "market")),
                campaign_id=st.none() | words(),
                score=st.floats(-5, 11),
                sample_size=st.integers(0, 10**9),
                why=words(),
            )
        ),
        lint=_some(
            st.builds(
                LintFinding,
                rule=words(20),
                severity=st.sampled_from(("error", "warning", "info")),
                detail=words(),
            ),
            30,
        ),
        facts_kept=_some(words()),
        assumptions=_some(words()),
        engine=st.sampled_from(("rules", "llm:gpt-oss-120b")),
        model=st.none() | words(20),
        elapsed_ms=st.floats(0, 1e6),
    )


def _some(one: st.SearchStrategy[One], most: int = 10) -> st.SearchStrategy[tuple[One, ...]]:
    """None, one, or as many as `most` alike: enough to find what breaks, and quick."""
    return st.one_of(st.just(()), one.map(lambda value: (value,)), one.map(lambda value: (value,) * most))
