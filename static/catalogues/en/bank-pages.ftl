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
