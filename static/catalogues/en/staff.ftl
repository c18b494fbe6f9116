# The staff's pages: login, halls, admin and assessor.

product-name = CAT Server
page-participant = Exam · CAT Server
page-board = Proctor board
page-needs-script = This page needs JavaScript. Call the proctor.
problem = Something is in the way
go-back = Go back
staff-skip = Skip to the content
staff-navigation = Staff pages
staff-path = Where this page is
nav-halls = Halls
nav-admin = Admin
nav-results = Results
other-language = Bahasa Indonesia
log-in = Log in
log-in-title = Staff login
log-in-hint = For proctors, admins and assessors. Participants do not log in here.
log-out = Log out
login-name = User name
password = Password
halls-note = Choose a hall to open its board.
no-halls = There is no hall yet.
hall-state-preparing = Being prepared
hall-state-open = Open
hall-state-closed = Closed
hall-seats = { $n ->
    [one] One seat
   *[other] { $n } seats
 }
hall-open-board = Open the board

## Numbers and time

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
instant = { $day } { $month } { $year }, { $time } ({ $zone })
span-hours = { $n } h
span-minutes = { $n } min
span-seconds = { $n } s
response-seconds = { $n } s

## Admin: first page

admin-title = Administration
admin-halls = Halls
admin-no-sittings = No participants yet.
admin-states = States of the participants
admin-sittings = { $n ->
    [one] One participant
   *[other] { $n } participants
 }
admin-releases = Releases
admin-releases-note = A release is an item bank and an exam plan, frozen. What is in it never changes.
admin-no-releases = There is no release yet. Import an item bank to make the first.
release-plan = Exam plan
release-bank = Item bank
release-items = Items
release-digest = Release digest
release-published = Published
release-published-by = by { $name }
release-used = in use

## Admin: a release

release-title = Release
release-is-new = The release is published. Halls use it when their programme is made with it.
release-notice-label = Note of the bank
section-kind-adaptive = Adaptive
section-kind-fixed = Fixed
section-time = Time limit
section-pool = Items available
section-length = Length
section-length-adaptive = { $least } to { $most } items
section-length-fixed = all, { $n } statements
section-stops = Stops when
section-stops-precise = the standard error is ≤ { $error } on the reporting scale
section-stops-length = the length is reached
section-exposure = Item exposure
section-exposure-most = at most { $rate } % of participants
section-pretest = Items on trial
section-pretest-told = { $number } in each sitting, of { $items }; { $matching ->
    [d_optimal] those whose parameters an answer tells most about
   *[random] those with the fewest responses
 }. They never count.
release-pretest-list = Items on trial
section-content = Blueprint
section-content-told = { $number ->
    [one] one constraint on every test
   *[other] { $number } constraints on every test
 }, { $method ->
    [shadow_test] kept by shadow tests
   *[priority_index] aimed at by a priority index
 }
section-exposure-rule = { $rule ->
    [item_eligibility] in every segment of ability, by random eligibility
    [sympson_hetter] by acceptance probabilities from a simulation
   *[other] an item at the limit waits
 }
section-exposure-seen = items of a person’s earlier sittings are not given again
section-unanswered = Not answered
unanswered-not-administered = not counted
unanswered-wrong = counted as wrong
unanswered-lowest = counted as the lowest category
section-scale = Reporting scale
section-scale-told = mean { $mean }, standard deviation { $sd }, from { $lowest } to { $highest }
information-title = Information of the items of { $section }
information-description = Information of { $n } items by score, and the most that one participant can reach with { $most } items.
information-x-axis = Score on the reporting scale
information-y-axis = Information (1 / logit²)
information-legend-pool = All items
information-legend-longest = The best items, as many as the longest test has
information-legend-needed = Needed for the plan's precision
information-legend-threshold = Difficulty of an item
information-reached = The plan's precision can be reached between the scores { $from } and { $to }.
information-not-reached = The plan's precision can be reached nowhere on this scale with these items.
information-no-target = This section sets no limit of precision.
release-item-list = List of items
item-column-id = Item
item-column-kind = Kind
item-column-domain = Domain
item-column-model = Model
item-column-parameters = Parameters
kind-single-choice = Single choice
kind-likert = Rating scale
release-practice = Practice
release-texts = Rules and instructions
release-notice = Rules
release-instructions = Instructions of { $section }
preview-note = Exactly as the participant sees it, with the options in the author's order. The key is not shown.
preview-place = Item { $position } of { $total }
preview-previous = Previous
preview-following = Next
preview-option = Option { $letter }
language-id = Bahasa Indonesia
language-en = English

## Assessor: lists

results-title = Results
results-choose-hall = Choose a hall.
results-over = { $n } of { $total } have ended
results-all-halls = All halls
results-search = Search name, number or seat
results-find = Search
results-all = All
results-none = No participant matches.
results-count = { $shown } of { $total } participants
results-column-number = Number
results-column-name = Name
results-column-seat = Seat
results-column-state = State
results-not-yet = not yet
results-no-answers = no answers
results-plus-minus = standard error { $error }
results-note = Scores on the reporting scale, ± standard error. Scores that are not precise enough are marked ≈.
results-not-precise = not precise enough

## Assessor: one participant

result-number = Number
result-nip = NIP
result-post = Post
result-office = Office
result-seat = Seat
result-exam = Exam
result-hall = Hall
result-started = Started
result-ended = Ended
result-language = Language of the exam
result-multiplier = Time allowed
result-multiplier-told = { $factor } times the usual
result-not-started-yet = Not started
result-running = The exam has not ended. This page shows the moment when it was opened; sections that have not ended have no score.
result-absent = This participant has not started the exam.
result-stopped = The exam was stopped by { $by }, { $time }. Category: { $category }. Reason: { $reason }
result-how-to-read = How to read this
result-read-band = A score is an estimate. The 95 % band shows where the true score roughly lies; two people whose bands overlap may well not differ.
result-read-error = The standard error tells the precision: the smaller, the more precise. “Not enough information” means that the precision asked for was not reached.
result-read-use = This score is one source among several. People decide, together with interviews and simulations.
result-state-not-started = Not started
result-state-running = Running
result-state-finished = Finished
result-error = standard error { $error }
result-band = 95 % band: { $lower } to { $upper }
result-precise = Precise enough: the standard error is not above { $target }.
result-not-enough = Not enough information: the standard error is { $error }, and the plan asks for { $target } at most. Read the band, not the number alone.
result-no-target = The exam plan sets no limit of precision for this section; read the score together with its band.
result-at-end = The score is at the end of the scale; the true one may lie farther out.
result-no-answers = There are no answers, and so there is no score: the number would only show the starting assumption.
result-no-score-yet = There is no score yet, because this section has not ended.
result-not-started = This section has not started.
result-never-started = This section was never started.
result-items = Items
result-items-told = { $answered } answered of { $items } given
result-statements-told = { $answered } answered of { $items } statements
result-unanswered-told = Those not answered: { $policy }.
result-stop = Ended because
stop-precise = it was precise enough
stop-max-items = the greatest number of items was reached
stop-pool-empty = no item was left that could be given
stop-little-gain = one more item would have told too little
stop-classified = it was clear on which side of the cuts the ability lies
stop-no-information = no item was left that would tell enough
stop-time-short = less time was left than an item needs
stop-completed = the participant ended it
stop-time-up = the time was up
stop-stopped = a proctor stopped it
result-category = Classified as
result-category-told = group { $number } of { $total }, the lowest being 1
result-method = Estimate
method-eap = mean of the posterior distribution (EAP)
method-map = mode of the posterior distribution (MAP)
method-ml = maximum likelihood, from the answers alone
method-wle = weighted likelihood (Warm), from the answers alone
result-time = Time
result-time-told = { $used } used of { $available }
result-paused-now = Paused since { $time }; the clock stands.
result-ledger = Time ledger
ledger-line-granted = { $span } granted to the section, from { $time }
ledger-line-paused = { $span } paused since { $time }, not counted
ledger-line-outage = { $span } server outage since { $time }, given back
ledger-line-given = { $span } extra at { $time }
ledger-line-by = by { $name }: { $category }{ $reason ->
    [none] .
   *[other] , { $reason }
 }
band-title = Score of { $section } with its 95 % band
band-description = Score { $score }, 95 % band from { $lower } to { $upper }.
band-legend-score = Score
band-legend-interval = 95 % band
band-legend-mean = Reference mean
result-path = The path of this section
path-title = The path of the ability estimate in { $section }
path-description = The ability estimate after each of { $n } answers, with a band of one standard error, whether the answer was right, and the item's difficulty. The numbers stand in the table below.
path-x-axis = Item by position
path-y-axis = Score on the reporting scale
path-step = Item { $position }: { $outcome }, ability { $score }, standard error { $error }
path-legend-line = Ability estimate
path-legend-band = ± 1 standard error
path-legend-difficulty = Difficulty of the item
outcome-right = right
outcome-wrong = wrong
outcome-graded = graded
outcome-open = on the screen
outcome-unanswered = not answered
path-legend-right = Right
path-legend-wrong = Wrong
path-legend-graded = Graded
pretest-title = Items on trial
pretest-note = These items were answered like all others and change no score. The participant was not told which they are.
path-table = Table of the path
path-table-note = Difficulty and ability on the reporting scale. Time is counted while the item was on the participant's screen.
path-column-position = No.
path-column-item = Item
path-column-difficulty = Difficulty
path-column-outcome = Answer
path-column-ability = Ability
path-column-error = Standard error
path-column-time = Response time
path-category-told = category { $category } of { $most }
path-in-grace = accepted within the grace period
traits-title = Traits
traits-note = From the choices between statements, by a model of their utilities. Traits of forced choice are read as a profile of this person; differences between persons are less certain than those within one.
traits-column = Trait
traits-band = Score with its 95 % interval
traits-score = Score
traits-error = Standard error
traits-told = This section measures { $n } traits; there is no single score.
facet-title = Answers by facet
facet-note = Categories are turned by the key: the higher, the stronger the attitude that is measured.
facet-column = Facet
facet-share = Distribution
facet-category = Category { $category }
facet-n = Answered
facet-form = All statements
facet-column-chosen = Option no.
facet-column-category = Category
facet-empty = empty
straight-lining = Every statement was answered with the same option. There can be many causes; ask in the interview before using the result of this section.
self-report = This section asks how participants see themselves. Its result is a weak guess at anyone's behaviour: use it for follow-up in the interview, never to pass or fail.
conduct-title = Notes during the exam
conduct-note = Counted as they are; not a judgement.
conduct-focus = Exam page not in front
conduct-focus-told = { $n ->
    [one] Once
   *[other] { $n } times
 }, { $span } in all
conduct-pauses = Paused
conduct-times = { $n ->
    [one] once
   *[other] { $n } times
 }
conduct-seats = Seat changed
conduct-none = never
conduct-incidents = Incidents noted by proctors
conduct-no-incidents = None.
conduct-incident = { $time }, { $by } ({ $category }): { $reason }
origin-title = Where the result comes from
origin-note = With these the result can be computed again and verified at any time.
origin-release = Release digest
origin-bank = Bank and plan
origin-head = Head hash of the journal
origin-version = Length of the journal
origin-version-told = { $n } events
origin-code = Receipt code
origin-viewed = Each opening of this page is recorded in your name.
