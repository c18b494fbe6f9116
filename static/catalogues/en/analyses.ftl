# Analyses of responses: calibration, linking, fit, differential functioning, security.

## Files of responses

data-place = Row { $row }, column { $column }: { $said }
data-row = Row { $row }: { $said }
data-person-missing = There is no column with the participant. Name it person.
data-items-missing = There is no column with an item. One row for each participant needs a column for each item; one row for each response needs the columns person, item and category.
data-column-unnamed = This column has no name. Give it one, or remove it.
data-column-repeated = This name stands twice in the header, again in column { $place }. Keep one.
data-name-unusable = A name must be printable and have at most { $most } characters.
data-id-missing = The cell is empty. Every row needs a participant, and in a long file an item.
data-row-length = The row has { $number } cells, and the header has { $expected }. Check delimiters and quotes.
data-category-unusable = “{ $value }” is no category. Write a whole number from 0 to { $most }; leave it empty where nothing was answered. Options such as A are read where the first row, with key as its participant, holds the right ones.
data-seconds-unusable = “{ $value }” is no response time. Write seconds, more than 0 and at most { $most }.
data-number-unusable = “{ $value }” is no whole number from 0 to { $most }.
data-pretest-unusable = “{ $value }” is neither yes nor no.
data-response-repeated = This participant answered item { $item } in row { $first } already. Keep one row.
data-person-repeated = Participant { $person } stands in row { $first } already. Keep one row.
data-key-late = This is the row of the key, which must come before all responses.
data-key-repeated = The item { $item } has a right option in an earlier row. Keep one.
data-person-differs = What is told of participant { $person } (hall, seat, groups) differs from an earlier row.
data-no-responses = There is no response in the file.
data-file-empty = The file is empty.
data-file-too-large = The file is larger than { $most } MB.
data-file-unreadable = The file { $file } cannot be read: { $reason }.
data-not-text = This line is not UTF-8 text. Save the file as UTF-8 csv.
data-csv-malformed = The csv cannot be read from here on: { $reason }.
data-parquet-missing = Reading parquet files needs the package pyarrow: pip install "cat-server[parquet]". A csv file needs nothing.
data-parquet-malformed = This is no whole parquet file: { $reason }.
data-rankings-only = The section { $section } is of forced choice: its answers are rankings, neither right nor wrong. Its statements are calibrated from the command line: cat-server calibrate.
data-nobody-finished = Nobody has finished a sitting here yet.
data-no-such-section = Release { $release } has no section { $section }. Its sections: { $sections }.

## Why an analysis cannot be made

analysis-too-few-persons = Only { $n } participants have responses. An analysis needs at least two.
analysis-too-few-known-items = Only { $n } items have both responses and parameters. At least two are needed: choose another release or calibration.
analysis-no-responses = There are no responses to analyse.
analysis-nothing-estimated = No item could be estimated: everybody answered alike, or there are too few responses. Collect more, or use priors.
analysis-no-known-items = None of these items has known parameters. Choose the release or calibration that holds the anchors.
analysis-anchor-not-in-data = The anchor { $item } has no responses here. Check its name.
analysis-anchor-not-known = The parameters of the anchor { $item } are not known. Choose the release or calibration that holds them.
analysis-anchor-not-common = The anchor { $item } is not in both calibrations.
analysis-item-not-in-data = The item { $item } has no responses here. Check its name.
analysis-categories-differ = The item { $item } has { $found } categories here and { $known } where its parameters are from. These are not the same item.
analysis-no-such-group = There is no column { $group } with groups. The columns: { $groups }.
analysis-group-empty = Participant { $person } has no value in the column { $group }. Fill the column, or leave it out.
analysis-no-such-reference = No participant is in the group { $reference }. The groups: { $groups }.
analysis-groups-too-small = Comparing needs two groups of at least { $fewest } participants.
analysis-too-many-pairs = { $n } participants would be compared with each other; at most { $most } can be. Name halls and days in the data, and compare within them.
analysis-link-needs-calibration = What is linked must be a calibration file.
analysis-too-few-anchors = Only { $n } items are common to both; a link needs at least { $fewest }.
analysis-cannot-calibrate = These responses cannot be calibrated: { $reason }.
analysis-no-items-on-trial = Nobody answered an item on trial here. Choose a release whose plan gives items on trial.
analysis-no-operational-items = The parameters of the items that count are not known. Choose the release that the participants sat.
analysis-cannot-link = These calibrations cannot be linked: { $reason }.

## Reports

report-title-calibrate = Calibration
report-title-online = Online calibration of items on trial
report-title-link = Linking of two calibrations
report-title-fit = Fit of the items
report-title-dif = Differential item functioning
report-title-security = Test security: what to look at
report-dated = dated { $date }
report-counts = { $persons } participants, { $items } items
report-input-responses = Digest of the responses
report-input-release = Digest of the release with the parameters
report-input-calibration = Digest of the calibration with the parameters
report-input-new-calibration = Digest of the linked calibration
report-result = Digest of the result file
report-program = Program
report-seed = seed { $seed }
report-again = The same inputs, options and seed give the same result file, byte for byte.

analysis-summary = Summary
analysis-findings = Items to look at
analysis-findings-note = A finding says that an item deserves a look, not that it is bad.
analysis-no-findings = Nothing stands out among the items.
analysis-column-item = Item
analysis-column-weight = Weight
analysis-column-finding = What was seen, and what to do
analysis-column-note = Note
analysis-weight-danger = important
analysis-weight-warn = look
analysis-weight-info = good to know
analysis-look = look
analysis-curves = Observed and expected curves
analysis-curves-note = The line is the model's. Dots are observed shares with 95 % intervals, in groups of like ability; hollow ones are far from the line. The items that fit least come first.
analysis-curves-some = { $shown } of { $all } items are drawn.
analysis-curve-description = Observed shares and the model's curve of item { $item } over ability
analysis-residuals = Standardised residuals
analysis-residuals-note = Each dot is one item in one group of like ability: the distance from the expectation in standard errors. Without misfit about 95 % lie between −2 and 2.
analysis-information = Information
analysis-information-note = Information of all items together over ability, and the standard error that it allows.
analysis-errors = Standard error
analysis-abilities = Abilities of the participants
analysis-left-out = { $n ->
    [one] One item without parameters was left out.
   *[other] { $n } items without parameters were left out.
 }
axis-ability = ability (logits)
axis-share-right = share right
axis-mean-score = mean score
axis-residual = residual (standard errors)
axis-information = information
axis-error = standard error (logits)
axis-persons = participants
axis-logits = logits
axis-seconds = seconds
axis-items = items, in the order of the table
axis-rmsd = RMSD
axis-new-b = mean difficulty, new calibration
axis-old-b = mean difficulty, old scale
axis-dif-delta = MH D-DIF (negative: harder for the compared group)
axis-dif-effect = mean difference in SDs (negative: lower for the compared group)
axis-rapid = share of rapid answers
legend-item-bins = item in a group
legend-link = link
legend-kept = anchors kept
legend-removed = anchors left out
legend-record = one participant
legend-rapid-bound = worth a look
model-1pl = 1PL
model-2pl = 2PL
model-3pl = 3PL
model-4pl = 4PL
model-grm = graded response
model-gpcm = generalised partial credit
model-pcm = partial credit
model-nominal = nominal

## Findings about items

item-finding-negative-slope = The able answer it right less often than others: no parameters were estimated. Check the key first.
item-finding-no-parameters = Its parameters are not known; only classical figures are told.
item-finding-no-responses = Nobody answered it.
item-finding-constant = Everybody answered alike, so that it tells nothing about anybody.
item-finding-wrong-categories = There are answers in categories that it does not have. Check how it was marked.
item-finding-empty-categories = Nobody chose some categories; those that were chosen were numbered anew, so it is not in the calibration file.
item-finding-few-responses = It has few responses; take its figures as provisional.
item-finding-at-bound = A parameter stands at the end of what is estimated. More responses, a prior or a simpler model would help.
item-finding-not-determined = The responses do not determine its parameters. More responses or a prior would help.
item-finding-low-slope = It tells the able from others hardly at all. Look for ambiguity, or a second right answer.
item-finding-far-difficulty = It is far too easy or too hard for these participants.
item-finding-large-error = Its difficulty is known only roughly. Collect more responses before it is used.
item-finding-misfit = Its curve differs clearly from the model's. Look at the drawing, at the key and at the wording.
item-finding-some-misfit = Its curve differs somewhat from the model's. Look at the drawing.
item-finding-small-misfit = Its curve differs from the model's by a small amount that chance does not explain. It may stay in use.
item-finding-noisy = Answers are less regular than expected: guessing, a second trait or a wrong key can do that.
item-finding-too-regular = Answers are more regular than expected: it may repeat what other items ask.
item-finding-low-discrimination = Answers go hardly together with ability. Look at the key and at the options.
item-finding-key-not-discriminating = The able do not choose the key more often. Check the key first.
item-finding-distractor-discriminating = A wrong option is chosen by the able rather than by others. It may be right as well.
item-finding-option-unused = A wrong option is chosen by hardly anybody. It could be replaced.
item-finding-too-few-persons = Too few participants answered it for a test.
item-finding-no-degrees-of-freedom = There are too few groups of participants for a test.
item-finding-dif-large-harder = Clearly harder for { $focal } than for { $reference } of like ability. Have people of both groups look at content and wording before it is used again.
item-finding-dif-large-easier = Clearly easier for { $focal } than for { $reference } of like ability. Have people of both groups look at content and wording before it is used again.
item-finding-dif-moderate-harder = Somewhat harder for { $focal } than for { $reference } of like ability. Have a look at content and wording.
item-finding-dif-moderate-easier = Somewhat easier for { $focal } than for { $reference } of like ability. Have a look at content and wording.
item-finding-dif-nonuniform = The difference between the groups is not the same at every ability.
item-finding-dif-few = One of the groups is small; take it as provisional.

general-finding-no-items = No item could be estimated.
general-finding-no-responses = There are no responses.
general-finding-extreme-scores = Some participants answered everything right, or everything wrong; they count like all others.
general-finding-silent-persons = Some participants have no usable response.
general-finding-unconnected-group = A group shares no items with the others: its mean and spread cannot be told and were taken as given.
general-finding-unconnected-persons = The items fall into parts that share no participants. Only the assumption of one population puts them on one scale.
general-finding-silent-group = A group has no usable responses.
general-finding-group-at-bound = The spread of a group stands at the end of its range.
general-finding-beyond-nodes = Some participants lie beyond the range of ability that is computed.
general-finding-not-converged = The estimates had not settled when the computation ended. Use a simpler model, priors, or more responses.
general-finding-no-standard-errors = There are too many parameters for standard errors.
general-finding-no-global-fit = No test of the whole could be made.
general-finding-drift-left = Anchors still disagree, but no more of them could be left out. Do not rely on this link before they were looked at.
general-finding-few-anchors = The link rests on few anchors.
general-finding-anchors-removed = Anchors whose parameters had changed were left out of the link.

## Calibration

calibration-persons = Participants
calibration-items = Items
calibration-responses = Responses
calibration-model = Model
calibration-anchors = Anchors
calibration-anchors-held = { $n ->
    [one] one item holds its known parameters and carries the scale
   *[other] { $n } items hold their known parameters and carry the scale
 }
calibration-anchors-none = none: the scale is that of these participants (mean 0, SD 1)
calibration-priors = Priors
calibration-priors-usual = of guessing only
calibration-priors-new-items = weak ones of every parameter
calibration-priors-known = about the known parameters
calibration-reliability = Reliability of the abilities
calibration-likelihood = Log likelihood
calibration-whole-fit = Fit of the whole model
calibration-speed = Speed and ability (95 % interval)
calibration-rapid = Rapid responses left out
calibration-iterations = Computation
calibration-converged = settled after { $n } cycles
calibration-not-converged = not settled after { $n } cycles
calibration-beside = This calibration stands beside the item bank; the bank's own parameters were not touched. A release holds it only when it is published with it.
calibration-groups = Groups
calibration-group = Group
calibration-everybody = everybody
calibration-mean = Mean ability
calibration-sd = SD
calibration-estimates = Estimates
calibration-estimates-note = Dots are estimates with 95 % intervals; hollow ones belong to items to look at. A short stroke is the parameter known before.
calibration-plot-b = Difficulties and thresholds
calibration-plot-a = Slopes
calibration-anchor = anchor
calibration-left-out = left out

## Online calibration

online-on-trial = Items on trial
online-operational = Items that carry the scale
online-method = Method
online-method-fipc = FIPC: the participants' distribution is estimated anew
online-method-mem = MEM: the distribution is the plan's prior
online-days = Days
online-rule = Proposals
online-rule-told = from { $least } responses on; promoted when the error of b is at most { $difficulty } and that of a at most { $slope } of a; given up after { $most }
online-count-promote = { $n ->
    [one] One item is proposed to be promoted.
   *[other] { $n } items are proposed to be promoted.
 }
online-count-hold = { $n ->
    [one] One stays on trial.
   *[other] { $n } stay on trial.
 }
online-count-retire = { $n ->
    [one] One is proposed to be retired.
   *[other] { $n } are proposed to be retired.
 }
online-person-decides = A person decides: no exam changes by this report, and the bank's folder never does.
online-proposals = Proposals
online-proposal = Proposal
online-evidence = Evidence
online-since = Since
online-promote = promote
online-hold = hold
online-retire = retire
online-reason-few-responses = { $value } of at least { $limit } responses.
online-reason-no-parameters = It has no valid parameters in spite of enough responses. Check the key.
online-reason-low-slope = Its slope of { $value } is surely below { $limit }: it tells the able from others hardly at all.
online-reason-unsure-slope = Its slope of { $value } is low, and not yet known to be below { $limit }.
online-reason-slope-error = The error of its slope is { $value }; { $limit } is asked for.
online-reason-difficulty-error = The error of its difficulty is { $value }; { $limit } is asked for.
online-reason-misfit = Answers are off its curve by { $value } of the range; { $limit } is allowed.
online-reason-precise = Its parameters are known well enough, by { $value } responses, and it fits.
online-reason-not-precise-enough = { $value } responses, of { $limit } at most, were not enough.
online-estimates-note = Dots are estimates with 95 % intervals; hollow ones belong to items proposed to be retired. A short stroke is the author's guess.
online-guess = b guessed
online-course = Day by day
online-course-note = The first difficulty with its 95 % interval after every day, over the number of responses so far.
trials-decide = Decide about items on trial
trials-decide-note = Promoted items count in exams of releases that are published with the confirmed calibration; retired ones are in none of them. The bank's folder stays as it is.
trials-decision = Decision
trials-against-evidence = Promote items, too, whose evidence says hold or retire
trials-confirm = Confirm
trials-confirmed = Confirmed. Publish a release with this calibration:
promotion-nothing = Nobody was named. Name the items to promote, or those to retire.
promotion-not-on-trial = { $item } is not on trial in this calibration. On trial: { $items }.
promotion-both = { $item } cannot be promoted and retired at once.
promotion-against-evidence = The evidence for { $item } says { $proposal ->
    [retire] retire
   *[hold] hold
 }, not promote. To promote it all the same, say so expressly.

## Linking

link-method = Method
link-method-stocking-lord = Stocking and Lord: the expected sum scores agree
link-method-haebara = Haebara: the curves of the items agree
link-method-mean-sigma = mean and SD of the difficulties agree
link-method-mean-mean = means of slopes and difficulties agree
link-slope = Slope
link-intercept = Intercept
link-anchors = Anchors
link-anchors-kept = { $kept } of { $all } common items
link-meaning = Ability on the old scale = slope × ability of the new calibration + intercept. The new calibration file is on the old scale.
link-clean = No anchor disagrees with the others.
link-plot = Anchors on both scales
link-plot-note = Each dot is an anchor. Anchors far from the line changed between the calibrations; they were left out where they are named.
link-new-a = a new
link-old-a = a old
link-new-b = b new
link-old-b = b old
link-removed = left out

## Fit

fit-test = Test of each item
fit-test-s-x2 = S-X², for forms that everybody answered whole
fit-test-pv-q1 = PV-Q1 on plausible values, where everybody answered other items
fit-alpha = Cronbach's alpha / McDonald's omega
fit-abilities = Mean ability (SD)
fit-estimated-here = The parameters were estimated from these responses.
fit-known = The parameters were known before these responses.
fit-without-parameters = These items have no parameters; classical figures of them are told: { $items }.
fit-items = Every item
fit-items-note = RMSD is the distance of the observed from the expected curve: from 0.05 on worth a look, from 0.08 on important. p-values allow for the number of items.
fit-mean = Share right
fit-point-biserial = r with the rest
fit-discrimination = r with ability
fit-degrees = df
fit-p = p
fit-rmsd = Distance of the curves
fit-pairs = Items that go together
fit-pairs-note = The residuals of these pairs go together more than ability explains: a common text, one item that helps another, or much the same question. Keep them apart as enemies, or make a set of them.
fit-no-pairs = No two items go together more than ability explains.
fit-adjusted-q3 = Q3 beyond the mean
fit-options = Options
fit-options-note = Of a good item the able choose the key, and wrong options go with lower ability.
fit-option = Option
fit-key = key
fit-share = Share
fit-option-correlation = r with ability
fit-option-ability = Mean ability

## Differential item functioning

dif-column = Column of the groups
dif-reference = Reference group
dif-compared = Compared groups
dif-classes = Classes
dif-meaning = Class A is negligible, B moderate, C large. A class says that an item differs for people of like ability; only people who know the content can say whether that is unfair.
dif-small-groups = Groups with too few participants were left out: { $groups }.
dif-comparison = { $focal } compared with { $reference }
dif-n-reference = Participants, { $group }
dif-n-focal = Participants in { $group }
dif-matching = Matched by
dif-matching-sum = the sum of the items that do not differ
dif-matching-ability = ability by the items that do not differ
dif-means = Mean ability, reference / compared
dif-anchors = Items used for matching
dif-not-stable = Which items can be used for matching did not settle; read the classes with care.
dif-none = No item differs beyond chance between these groups.
dif-none-tested = No item was answered by enough participants of both groups, so nothing could be tested.
dif-class = Class
dif-plot-delta = Differences of right-or-wrong items
dif-plot-effect = Differences of items with several categories
dif-plot-note = Right of the dashed line an item is easier for the compared group, left of it harder. Hollow dots are to be looked at.
dif-size = Difference
dif-interval = 95 %
dif-residual-p = p (residuals)
dif-nonuniform-p = p (nonuniform)
dif-model-p = p (model: LR / Wald)
dif-table = Every item

## Security

security-not-an-accusation = What is listed here is to be looked at by a person, with the seating plan, the minutes and the participant. It is no proof and no accusation: illness, a late start, a shared teacher or a wrong key can make the same figures. Nobody's result is changed by it.
security-index = What was looked at
security-index-pattern = improbable records (lz*)
security-index-course = stretches of more or fewer right answers than expected
security-index-change = a change of ability within the record
security-index-effort = many rapid answers
security-index-pairs = pairs of records
security-tested = Looked at
security-noted = To look at
security-by-chance = By chance alone
security-false-share = at most { $share } of those noted
security-indices = What was looked at
security-reading = Where about as many are noted as by chance alone, nothing unusual has happened as a whole.
security-level = Level
security-compared-answers = Compared
security-answers-options = the chosen options
security-answers-categories = right and wrong, because the chosen options are not known
security-records = Records to look at
security-records-note = Each line says what was seen, not why. Look at the sitting's timeline first.
security-no-records = No record stands out.
security-more-records = { $shown } of { $all } records are shown; all are in the result file.
security-person = Participant
security-seat = Place
security-seen = What was seen
security-pairs = Pairs to look at
security-pairs-note = These records agree more often than the abilities of both explain. Neighbours come first. Only items that both answered were compared.
security-no-pairs-compared = No two participants answered enough items in common to be compared.
security-no-pairs = { $n } pairs were compared; none agrees more than expected.
security-more-pairs = { $shown } of { $all } pairs are shown.
security-pair = Pair
security-seats = Seats
security-matches = Same answers
security-of = { $matches } of { $common }
security-expected = Expected
security-same-wrong = Same wrong
security-adjusted-p = p, adjusted
security-near = neighbours: look
security-look = look
security-hall = Hall
security-front = front of the hall
security-map-note = Marked seats belong to pairs to look at. A full line joins neighbours, a dashed one seats that are apart.
security-seating = Neighbours and others
security-seating-note = Whether neighbours agree more than others, hall by hall. Where people of one office sit together they are alike anyway.
security-near-pairs = Neighbouring pairs
security-near-excess = Excess, neighbours
security-far-excess = Excess, others
person-finding-improbable-pattern = The record as a whole is improbable at this ability (lz* { $figure }, p { $p }, { $n } answers).
person-finding-more-right-than-expected = A stretch holds more right answers than expected ({ $figure }, bound { $bound }, p { $p }).
person-finding-fewer-right-than-expected = A stretch holds fewer right answers than expected ({ $figure }, bound { $bound }, p { $p }).
person-finding-change-of-ability = After answer { $position } of { $n } the ability seems to be another (p { $p }).
person-finding-rapid-answers = { $figure } of { $n } timed answers came faster than the item can be read.
times-title = Response times
times-note = Dots are median times, lines reach from the fastest to the slowest tenth. The short stroke is the bound below which an answer is rapid.
times-plot = Times of the items
times-rapid = Rapid answers and ability
times-rapid-note = Each dot is one participant. Above the dashed line the score says less about ability than usual.
times-unusual = Times far below the expected
times-unusual-note = Single answers that came far faster than this participant's other times let expect. Some such answers are always there by chance.
times-seconds = Seconds
times-expected = Expected
times-items = Time of the items
times-items-note = Median times with 95 % intervals, by the lognormal model.

## Pages

nav-analyses = Analyses
analyses-note = Analyses change nothing: not a bank, not a release, not a result. A calibration is a new file beside the bank.
analyses-start = Start an analysis
analyses-what-calibrate = Item parameters with their errors, from responses of the trial or of finished sittings.
analyses-what-online = Parameters of items on trial from finished sittings, and for each a proposal: promote, hold or retire.
analyses-what-link = Brings a calibration to the scale of an older one or of a release.
analyses-what-fit = How well items follow their model, which go together, and how their options work.
analyses-what-dif = Items that are harder or easier for one group of people of like ability.
analyses-what-security = Records, times and pairs that a person should look at.
analyses-list = Analyses so far
analyses-none = Nothing has been analysed yet.
analyses-kind = Analysis
analyses-source = Responses
analyses-state = State
analyses-state-running = running
analyses-state-finished = finished
analyses-state-failed = not made
analyses-requested = Requested
calibrations-title = Calibrations
calibrations-note = Named by their digest and never changed. Choose one when a bank is published, to freeze a release with its parameters.
calibrations-none = There is no calibration yet.
calibrations-digest = Calibration
calibrations-bank = Bank
calibrations-dated = Dated, method
calibrations-scale = Scale
calibrations-scale-bank = the bank's
calibrations-scale-sample = of these participants
analyses-source-journal = Finished sittings of this installation
analyses-source-journal-note = All finished sittings of a programme, one section.
analyses-programme = Programme and section
analyses-source-file = A file
analyses-source-file-note = csv or parquet: one row for each participant with a column for each item, or one row for each response (person, item, category, seconds, …).
analyses-file = File of responses
analyses-bank = Id of the bank
analyses-bank-hint = So that a calibration is listed with its bank. Not needed where the parameters of a release are chosen.
analyses-section = Section
analyses-parameters = Known parameters
analyses-parameters-note = Anchors and priors of a calibration; of the other analyses, what responses are compared with.
analyses-parameters-from = Parameters
analyses-parameters-same = of the release that was sat (of finished sittings)
analyses-parameters-none = none: estimate them from these responses
analyses-link-what = What is linked to what
analyses-link-new = New calibration
analyses-link-old = Old scale
analyses-options = Options
analyses-group-hint = Name of a column of the file, such as agency; of finished sittings: language.
analyses-reference-hint = Left empty: the largest group.
analyses-min-responses = Fewest responses
analyses-max-responses = Most responses
analyses-difficulty-error = Largest error of b
analyses-slope-error = Largest error of a, as a share of a
analyses-model = Model of right-or-wrong items
analyses-polytomous = Model of items with several categories
analyses-anchors-hint = Ids of items, by comma; * for all known items; left empty: none.
analyses-anchors-hint-link = Ids of items, by comma; left empty: all that both have.
analyses-pairs = Compare
analyses-pairs-hall = people of one hall and day
analyses-pairs-all = everybody with everybody
analyses-times = Estimate how long items take, too
analyses-drift = Leave out anchors that changed
analyses-begin = Start
analyses-running-note = You may leave this page; the analysis goes on.
analyses-failed = This analysis could not be made.
analyses-more-problems = and { $n } more of the kind
analyses-again = Try again
analyses-downloads = Downloads
analyses-calibration-file = Calibration file
analysis-stage-waiting = Waiting for another analysis to end …
analysis-stage-reading = Reading the responses …
analysis-stage-estimating = Computing …
analysis-stage-records = Looking at the records …
analysis-stage-times = Looking at the times …
analysis-stage-pairs = Comparing pairs …
analysis-stage-drawing = Drawing the reports …
analysis-reading-counts = Reading the responses: { $done } of { $total } sittings
analysis-interrupted = The analysis was interrupted, or took too long or too much memory. Start it again, or analyse fewer responses at a time.
analysis-failed-because = The analysis could not be made: { $reason }
analysis-form-no-file = Choose a file with responses.
analysis-form-bad-file = The file's name must end in .csv, .txt, .tsv or .parquet.
analysis-form-no-journal = Choose a programme and a section.
analysis-form-no-group = Name the column of the groups.
analysis-form-no-calibration = Choose a calibration. There is one once responses have been calibrated.
analysis-form-no-old-scale = Choose a release or a calibration with the old scale.
analysis-form-bad-option = One of the choices is not available. Choose again.
release-calibration = Calibration { $digest } dated { $date }: { $items } items from { $persons } participants
import-calibration = Calibration
import-calibration-own = the bank's own parameters
import-calibration-note = A calibration of this bank can take the place of the bank's own parameters. The bank is then checked again with it.
import-calibration-use = Check with this calibration
import-calibration-used = Checked with calibration { $digest }.

## Statements of forced choice

report-title-statements = Calibration of statements of forced choice
statements-blocks = Blocks
statements-answers = Ranked blocks
statements-level = Reliability of the level of the traits together
statements-profile = Reliability of the profile
statements-mixed = Blocks with statements keyed both ways
statements-beside = Nothing of the bank was changed. Somebody looks at the estimates and writes them into the key of each block.
statements-title = Every statement
statements-traits = Correlations of the traits
statements-note = Loadings are in SDs of utility per SD of the trait (the utilities of a block have a variance of 1 on average), with 95 % intervals and standard errors in brackets. Short strokes are the bank's values. Without an error a value was laid down, not estimated.
statements-statement = Statement
statements-trait = Trait
statements-loading = Loading
statements-mean = Mean
statements-uniqueness = Uniqueness
statements-before = In the bank
item-finding-never-shown = Nobody compared it with another statement; it keeps its values.
item-finding-never-preferred = Nobody preferred it to another statement of its block. Its mean is only a bound; make it more agreeable, or pair it otherwise.
item-finding-always-preferred = It was preferred to every other statement of its block. Its mean is only a bound; make it less agreeable, or pair it otherwise.
item-finding-few-comparisons = It was compared seldom; take its figures as provisional.
item-finding-loading-against-key = The answers say the opposite of its key. Check the key and the wording first.
item-finding-parameter-at-bound = A parameter stands at the end of what is estimated.
general-finding-unlinked-statements = No statement stands in two blocks. Statements of different blocks can be put into one only on the trust that blocks are alike on average.
general-finding-unlinked-traits = Some traits are never compared with the others, directly or by a third one: how high they are against each other is left to the prior.
general-finding-weakly-identified = The answers tell next to nothing about some combinations of parameters. More blocks, more participants or statements keyed both ways would help.
general-finding-rough-integration = For some participants the integration is rough; take the last digits as provisional.
general-finding-all-positively-keyed = All statements are keyed one way. Such a form tells profiles, and levels of traits hardly at all.
general-finding-few-mixed-blocks = Few blocks have statements keyed both ways, so that the form tells little about levels of traits.
general-finding-few-traits = The form has few traits; with forced choice, levels of few traits are told badly.
general-finding-weak-absolute-location = The form tells the profile of a person's traits better than how high they are altogether. Compare traits within a person rather than persons.
general-finding-traits-not-compared = The form never compares some traits with the others.
analysis-rankings-few = Only { $n } participants ranked blocks here. A calibration of statements needs at least { $fewest }.
analysis-no-rankings = There are no rankings to analyse.
analysis-of-forced-choice = The section { $section } is of forced choice, whose answers are neither right nor wrong. Its statements can be calibrated: cat-server calibrate.
