# The pages of the banks in the server.
nav-banks = Item banks
banks-title = Item banks
banks-note = Banks that live in this server: read, edited, reviewed and published here.
banks-import = Import a bank
banks-none = There is no bank in the server yet. Import one from a sheet, a QTI package, a folder or a text file.
banks-items = { $n ->
    [one] 1 item
   *[other] { $n } items
}
banks-open = Open
bank-languages = languages: { $languages }
bank-new-item = New item
bank-as-sheet = As a workbook
bank-as-folder = As a folder (zip)
bank-states-done = { $done ->
    [one] 1 item was given the state.
   *[other] { $done } items were given the state.
} { $not_done ->
    [0] {""}
    [one] 1 item could not get it; open it to read why.
   *[other] { $not_done } items could not get it; open them to read why.
}
bank-plans = Exam plans
bank-new-plan = New plan
bank-no-plans = No plan is kept with this bank yet.
bank-item-list = Items
bank-by-state = Items by state
bank-all = All
bank-words = Search in texts, ids, tags, authors
bank-any = Any
bank-sort = In the order of
bank-sort-id = Id
bank-sort-difficulty = Difficulty
bank-sort-administered = Most often given
bank-sort-written = Newest first
bank-search = Search
bank-found = { $n ->
    [0] No item fits. Take a filter away.
    [one] 1 item fits.
   *[other] { $n } items fit.
}
bank-tick = Tick
bank-batch = With the ticked items
bank-batch-do = Give this state
bank-pages = Pages of the list
bank-page = Page { $page } of { $pages }
item-column-stem = Text
item-column-state = State
item-column-given = Given
item-preview = As a participant sees it
item-preview-size = Size of the screen
item-preview-narrow = Telephone
item-preview-note = The very page of the exam. Answers given here are kept nowhere.
item-preview-language = Language of the exam
item-preview-waiting = The item appears here as soon as it can be read.
item-version = version { $n }
item-edit = Edit
item-edit-note = What you save becomes a new version in draft. Earlier versions stay as they are.
item-edit-in-use = This item is in use: after saving, it counts again only when it has been reviewed and approved.
item-review = Review
item-review-note = This version was written by { $author }; somebody else has to review and approve it.
item-note = Note
item-note-when = needed to go back
item-states = States so far
item-known = What is known of it
item-given = Given
item-given-told = { $n ->
    [0] never
    [one] once
   *[other] { $n } times
}
item-releases = In releases
item-calibrated = Last calibrated
item-calibrated-told = { $n ->
    [one] 1 person
   *[other] { $n } persons
}
item-enemies = Never together with
item-set = Set
item-source = Author and source
item-tags = Tags
item-author = Author
item-similar = Items that read much like it
item-similar-find = Search for similar items
item-similar-none = No item reads much like this one.
item-similar-share = { $n } %
item-is-enemy = never together
item-versions = Versions
item-version-show = Show above
item-version-compare = Compare with the newest
item-changes = From version { $old } to version { $new }
item-subdomain = Subdomain
item-stem = Question
item-markdown = Markdown: **bold**, lists, tables; formulas between dollar signs, such as $x^2$; images and audio of the bank as ![words](media/name.png).
item-figure = Drawing or image
item-figure-name = File of the bank
item-figure-file = New file
item-figure-alt = Words for it
item-options = Options
item-options-note = A row without words and drawing is left out.
item-right = right
item-option-id = Id
item-option-text = Text
item-scale = Response scale
item-keyed = Keyed
item-keyed-positive = agreeing speaks for it
item-keyed-negative = agreeing speaks against it
item-more = More
item-rest = Key of this kind, parameters and the rest
item-rest-note = As in the native format, one field a line, such as b = 0.4 below [parameters].
item-save = Save as a new version
item-cancel = Cancel
kind-multiple-choice = Multiple choice
kind-situational-judgement = Situational judgement
kind-forced-choice = Forced choice
kind-ordering = Ordering
kind-matching = Matching
kind-inline-choice = Choices in a text
kind-gap-match = Gaps from a pool
kind-short-answer = Short answer
kind-hotspot = Place on a figure
kind-information = Page to read
kind-composite = Several parts
item-preview-person = Example Person

plan-title = Exam plan
plan-note = Sections in order, and what rules each. What you save becomes a new version.
plan-id = Id of the plan
plan-by = How to write
plan-by-form = Form
plan-by-toml = TOML (everything)
plan-head = The exam
plan-exam-title = Title of the exam
plan-notice = Rules and data notice
plan-section-title = Title
plan-new-section = New section
plan-minutes = Time limit (minutes)
plan-order = Place in the order
plan-domains = Domains, with their items in use
plan-min-items = Fewest items
plan-max-items = Most items
plan-standard-error = Ends at the standard error (logits)
plan-max-rate = Highest exposure rate (0 to 1)
plan-instructions = Instructions
plan-remove-section = Take this section away
plan-check = Check
plan-checked = What stands against it, and what the bank gives
plan-checking = Being checked …
plan-is-sound = The plan fits the bank. Nothing stands against publishing it.
plan-line = Line { $n }:
plan-not-readable = The plan cannot be read: it needs an id of letters, digits, dots and hyphens, and its TOML must be sound.
plan-check-failed = The check did not come to its end. Try again; if it happens again, look into the server's log.
plan-supplies = Content that the plan asks for
plan-wanted = Asked for
plan-there = There
plan-lacking = Lacking
plan-cells = Items by domain and difficulty
plan-no-precision = The plan asks for no precision here.
plan-no-gaps = The items reach the standard error { $error } wherever participants are expected.
plan-gap = From { $low } to { $high } on the reporting scale ({ $share } % of the participants) the best items leave a standard error of { $error }; { $asked } is asked for.
plan-simulated = Participants
plan-try = Try on simulated participants
plan-publish = Publish
plan-old-version = This is version { $shown }. Saving it makes it the newest one after version { $newest }.
plan-trial-title = Trial of the plan { $plan }
plan-trial-note = { $n } simulated participants sat the exam by the very rules that would run it in a hall.
plan-trial-running = Section { $section }: { $done } of { $total }
plan-trial-errors = The plan has errors and cannot be tried. Mend these first.
plan-trial-traits = Sections of forced choice are not simulated.
plan-section-id = Id
plan-trial-note-short = Note
simulation-quality = { $section }: quality of the estimates
simulation-quality-told = Bias, RMSE and standard error by ability
simulation-exposure = { $section }: exposure of the items
simulation-exposure-told = Share of participants who saw each item
simulation-length = { $section }: length of the tests
simulation-length-told = Share of participants by number of items
simulation-true-ability = true ability (logits)
simulation-logits = logits
simulation-rmse = RMSE
simulation-bias = bias
simulation-error = mean standard error
simulation-items = items
simulation-limit = limit
simulation-most-exposed = items, the most exposed first
simulation-share = share of participants
simulation-fact-persons = Participants
simulation-told-persons = { $n } simulated, { $items } items
simulation-fact-bias = Bias
simulation-told-bias = { $value } logits
simulation-fact-rmse = Error (RMSE)
simulation-told-rmse = { $value } logits, { $scale } on the reporting scale
simulation-fact-reliability = Reliability
simulation-told-reliability = { $value }
simulation-fact-coverage = Intervals
simulation-told-coverage = 95 % intervals hold { $share } % of the true abilities
simulation-fact-length = Length
simulation-told-length = { $mean } items on average, { $low } to { $high }
simulation-fact-exposure = Items seen
simulation-told-exposure = the most seen item by { $most } % of the participants; { $unused } % of the items by nobody; two participants share { $overlap } %
simulation-fact-content = Content
simulation-told-content = { $n } of { $all } tests break a constraint
simulation-fact-time = Time
simulation-told-time = { $mean } minutes on average, 95 % within { $most }
