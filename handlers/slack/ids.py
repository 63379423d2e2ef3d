"""The names by which a press or a form comes back to us: what renders and what listens agree here."""

# Buttons and selects on an answer.
USE = "use"
EDIT = "edit"
VARIANTS = "variants"
UNHELPFUL = "unhelpful"
FEEDBACK = "feedback"
AUDIENCE = "audience"
# A button beside a campaign: its value is the campaign's id.
FIX = "fix"
# Under an answer that was used.
TRIAL = "plan_trial"
# Under a digest: the value is the item's position. Boxes are ticked first, then applied at one stroke.
DIGEST_APPLY = "digest_apply"
DIGEST_EDIT = "digest_edit"
DIGEST_VARIANTS = "digest_variants"
DIGEST_DISMISS = "digest_dismiss"
DIGEST_PICK = "digest_pick"
DIGEST_APPLY_PICKED = "digest_apply_picked"
# The Home tab.
HOME_NEW = "home_new"
HOME_CONNECT = "home_connect"
HOME_SETTINGS = "home_settings"
HOME_IMPORT_HELP = "home_import_help"
HOME_DIGEST = "home_digest"

# Forms.
REWRITE_FORM = "rewrite_form"
RESULT_FORM = "result_form"
EDIT_FORM = "edit_form"
REASON_FORM = "reason_form"
SETTINGS_FORM = "settings_form"
CONNECT_FORM = "connect_form"
TRIAL_FORM = "trial_form"

# Shortcuts and the step of Workflow Builder.
NEW_MESSAGE = "new_message"
IMPROVE_MESSAGE = "improve_message"
STEP = "rewrite_crm_message"

# The one element of every form field; the fields themselves are told apart by their blocks (`fields`).
VALUE = "value"
