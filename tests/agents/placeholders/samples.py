"""Tags of every known platform, and texts made of them, for the tests of this folder."""

from hypothesis import strategies as st

VARIABLES = (
    "{{ customer.first_name | default: 'there' }}",
    "{{${first_name}}}",
    "{{custom_attribute.${loyalty_status} | default: 'x'}}",
    "{{ person.plan }}",
    "{% coupon_code 'X' %}",
    "{% connected_content https://x.y/{{z}} :save r %}",
    '{{defaultIfEmpty x "y"}}',
    "{{{Recipient.Name}}}",
    "{{&x}}",
    "{{UserAttribute['Email']|default('')}}",
    '{{ personalization_token("contact.firstname", "there") }}',
    "*|FNAME|*",
    "*|DATE:d/m/y|*",
    "%%=v(@name)=%%",
    "%%Member_Addr%%",
    "{!Contact.Name}",
    "{contactfield=firstname|there}",
    "{{ .Subscriber.Attribs.city }}",
    "<customer_name>",
    "<%= user.first_name %>",
    "{name}",
    "{count, plural, one {# item} other {# items of {shop}}}",
    "-first_name-",
    "%FIRSTNAME%",
    "${name}",
    "[FIRST NAME]",
    "[[name]]",
    "{$name}",
    "«First_Name»",
    "<<First Name>>",
    "((name))",
    "##NAME##",
    "%(name)s",
    "{% raw %}{{ not a tag }} {% if %}{% endraw %}",
)
POSITIONAL = ("{{1}}", "{{2}}", "{{3}}", "%1$s", "%2$s", "%3$d", "{0}", "{1}")
COMMENTS = ("{# note #}", "{{! note }}", "{{!-- a }} b --}}", "<%# note %>", "{% comment %}x{% endcomment %}")
BLOCKS = (
    ("{% if person.plan == 'pro' %}", "{%- else -%}", "{% endif %}"),
    ("{{#if firstName}}", "{{else}}", "{{/if}}"),
    ("{{ if .Subscriber.City }}", "{{ else }}", "{{ end }}"),
    ("*|IF:X=1|*", "*|ELSE:|*", "*|END:IF|*"),
    ("<% if user.points > 0 %>", "<% else %>", "<% end %>"),
    ("%%[ IF @a THEN ]%%", "%%[ ELSE ]%%", "%%[ ENDIF ]%%"),
    ("%IF $CITY%", "%ELSE%", "%/IF%"),
    ("[if:City=Sydney]", "[else]", "[endif]"),
)

_words = st.sampled_from(("Hi", "your cart", "is 50% off", "S$35", ",", ".", "until 30 Nov", "🎁", "\n"))
_tags = st.sampled_from((*VARIABLES, *COMMENTS))
_block = st.tuples(st.sampled_from(BLOCKS), _words, _words).map(
    lambda parts: f"{parts[0][0]} {parts[1]} {parts[0][1]} {parts[2]} {parts[0][2]}"
)

tagged_texts = st.lists(st.one_of(_words, _tags, _block), max_size=8).map(" ".join)
"""Texts as merchants write them: words, variables and whole blocks with a space between."""

wild_texts = st.lists(st.one_of(st.text(max_size=12), _tags, _block), max_size=8).map("".join)
"""Anything at all, tags in it."""
