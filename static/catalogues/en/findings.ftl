# What is wrong in a bank or an exam plan, and what to do. Code: item_bank/findings.py

finding-severity-error = error
finding-severity-warning = warning

## Files

finding-bank-not-a-folder = There is no folder here. A bank is a folder with a bank.toml in it.
finding-file-missing = The file is missing. Add it, or correct the path.
finding-file-unreadable = The file cannot be read: { $reason }.
finding-file-not-regular = This is not an ordinary file. Replace it by one.
finding-file-not-utf8 = The file is not UTF-8 text. Save it as UTF-8.
finding-file-too-large = The file has { $size } bytes; at most { $most } are read. Divide it.
finding-files-too-many = There are { $number } files; at most { $most } are read. Divide the bank.
finding-file-ignored = The file is not read, because its name does not end in { $suffix }. Rename it or take it away.
finding-link-refused = Links are not followed, because they may lead out of the bank. Put the file itself here.
finding-toml-not-utf8 = This line is not UTF-8 text. Save the file as UTF-8.
finding-toml-malformed = The TOML cannot be read from column { $column } on: { $reason }. Nothing else in this file was looked at.
finding-toml-too-much = The file holds a number that is far too long or brackets nested far too deep.

## Fields

finding-field-missing = The field { $field } is missing. Add it.
finding-field-unknown = There is no field { $field } here. { $suggestion ->
    [none] Remove it.
   *[other] Did you mean { $suggestion }?
 }
finding-field-of-adaptive-only = The field { $field } belongs to adaptive sections; this one is fixed. Remove it.
finding-field-of-fixed-only = The field { $field } belongs to fixed sections; this one is adaptive. Remove it.
finding-wrong-type = The field { $field } must be { $expected ->
    [string] a text in quotes
    [number] a number
    [integer] a whole number
    [boolean] true or false
    [strings] a list of texts that are not empty, like ["a", "b"]
    [numbers] a number or a list of numbers
    [text] a text for each language, like {"{"} id = "…", en = "…" {"}"}
    [texts] a list of texts for each language, like [{"{"} id = "…", en = "…" {"}"}]
    [pairs] a list of pairs, like [["a", "x"], ["b", "y"]]
    [table] a table
   *[tables] a list of tables
 }.
finding-word-unknown = The field { $field } cannot be “{ $value }”. Use one of: { $choices }.
finding-identifier-malformed = The field { $field } is “{ $value }”; use up to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit.
finding-number-out-of-range = The field { $field } is { $value }; it must be { $range ->
    [finite] a finite number
   *[other] in the range { $range }
 }.
finding-empty-text = The text { $field } is empty. Write it, or remove the field if it is not needed.
finding-control-character = The text { $field } holds an invisible control character. Type it again.
finding-list-empty = The list { $field } is empty. Name at least one.
finding-list-repeats = The list { $field } names something twice. Keep one.
finding-format-unsupported = The file says format = { $version }; this program reads format = { $supported }.

## Languages

finding-language-missing = The text { $field } is missing in the language { $language }. Add it.
finding-language-unknown = The text { $field } has the language { $language }, which is not one of: { $languages }. Remove it, or add the language to all.
finding-language-malformed = “{ $language }” is not a language code. Use codes like id, en or jv.

## Items

finding-id-repeated = The id { $id } is taken already ({ $place }). Give this item another one.
finding-content-repeated = This item shows the same as { $first } ({ $place }). Remove one of them.
finding-item-not-writable = The item cannot be written to a file as it is; what would be read differs from it.
finding-enemy-unknown = The enemy { $enemy } is not an item of this bank. Correct or remove it.
finding-enemy-is-itself = The item names itself as an enemy. Remove it.
finding-options-number = The item has { $number } in { $field }; it needs { $fewest } to { $most }.
finding-option-empty = The option { $option } has neither text nor figure. Give it one.
finding-option-id-repeated = The option id { $option } is used twice. Give each option its own.
finding-options-not-distinct = The options { $first } and { $second } look the same. Change one of them.
finding-key-not-an-option = The key { $key } is none of the options { $options }. Correct it.
finding-gap-not-marked = The { $language } text marks {"[["}{ $gap }{"]]"} { $number } times. Mark each gap exactly once in every language.
finding-mark-without-gap = The { $language } text marks {"[["}{ $gap }{"]]"}, but the item has no such gap. Add the gap or take the mark away.
finding-levels-not-rising = The levels of a key must rise and be at least two. Write the scores that make categories, the lowest first.
finding-rules-not-run = The rules cannot be run: { $reason }. Use the response processing of QTI 3 without random numbers and custom operators.
finding-gap-repeated = Two gaps have the same id. Give each gap its own.
finding-key-number = The key names { $number } right options, but { $least } to { $most } can be chosen. Change the key or the limits.
finding-limits-crossed = At least { $least } and at most { $most } options are to be chosen, which cannot be. Change least or most.
finding-key-incomplete = The key does not say where { $options } belong. Name every option.
finding-key-repeats = The key names { $key } as best and as worst. Name two different options.
finding-key-not-a-pair = The key joins “{ $pair }”, which are not an option and a target of this item. Correct the pair.
finding-key-uses-too-often = The key uses an option or target more often than { $uses } times, which uses allows. Change the key or uses.
finding-key-joins-too-often = The key joins one option with more than { $most } targets, which most_targets allows. Change the key or most_targets.
finding-accepted-empty = The accepted answer “{ $value }” is empty when what does not matter is taken away. Correct it.
finding-hotspot-without-figure = A hotspot item needs a figure with the areas. Add figure and figure_alt.
finding-area-numbers = An area of the shape { $shape } has { $number } numbers; a circle has 3 (centre and radius), a rectangle 4 (two corners), a polygon 6 or more.
finding-statements-number = The block has { $number } statements; it may have { $most } at most.
finding-respond-not-for-block = A block of { $number } statements cannot be answered by { $respond }. Use most for two statements, most_least or ranking for more.
finding-loading-against-key = The loading { $loading } contradicts the keying { $keyed }. A negatively keyed statement has a loading below 0.
finding-parameters-not-for-kind = An item of the kind { $kind } has no item parameters. Take the table parameters away.
finding-stimulus-repeated = The stimulus { $id } exists already. Give it another id.
finding-page-in-adaptive = The adaptive section { $section } has the page { $id }, which nobody would be shown. Put it into a fixed section, or what it says into the instructions.
finding-section-of-pages = The section { $section } has nothing but pages to read ({ $id }). Put them into a section with items, or what they say into the instructions.
finding-sets-given-apart = The adaptive section { $section } has { $number } sets of items that share something to read ({ $named }). Without a blueprint their items are given apart, each with all of it. Add [section.content] with sets, or make the section fixed.
finding-pretest-of-kind = The item { $id } is to be tried out in the adaptive section { $section }, but items of the kind { $kind } have no right, wrong or partial answers to be calibrated. Give it another state.
finding-answer-too-large = The item has { $number } { $field }; an answer can name { $most } at most. Divide the item.
finding-traits-missing = The section { $section } has blocks of forced choice ({ $id }), but its plan names no traits. Add [section.traits].
finding-traits-of-other-kinds = The section { $section } measures traits, but the item { $id } is of the kind { $kind }. Put it into a section of its own.
finding-trait-unknown = A statement measures { $trait }, which the section { $section } does not name; it names { $traits }. Correct one of them.
finding-trait-statements-few = The trait { $trait } of the section { $section } has { $number } statements; it needs { $least } or more.
finding-formula-malformed = The formula “{ $formula }” cannot be read as LaTeX. Correct it; for a dollar sign that is no formula write \$.
finding-media-type = { $media } is not what its name says, or is of a type that is not delivered. Use SVG, PNG, JPEG, MP3, OGG, WAV or M4A with the right suffix.
finding-image-damaged = The image { $media } cannot be read to its end. Save it again.
finding-image-too-large = The image { $media } has more than 24 million pixels. Make it smaller.
finding-audio-too-large = The audio file { $media } is larger than 8 MB. Shorten or compress it.
finding-stimulus-unused = No item belongs to the stimulus { $id }. Name it in set of its items, or take it away.
finding-key-position-imbalance = In the domain { $domain }, { $number } of { $items } keys stand in place { $place }; about { $expected } would be expected. Spread them.
finding-response-scale-unknown = There is no response scale { $scale }. Known in bank.toml: { $scales }.
finding-labels-number = The response scale { $scale } has { $number } labels; it needs { $fewest } to { $most }.
finding-labels-not-distinct = The response scale { $scale } has the same label twice in the language { $language }. Change one.
finding-markdown-not-supported = { $markup } will be shown as it is written: links, images and HTML are not used in items. Use Markdown, or the field figure.

## What items say

finding-stem-hard-to-read = In the language { $language } this stem is much harder to read than the bank’s others: its index is { $index }, { $usual } is usual, and a sentence has { $words } words. Shorten the sentences and use simpler words, unless reading itself is measured.
finding-statement-denied-twice = In the language { $language } the statement holds { $number } denials, so that it is hard to say what agreeing means. Say it without denying.
finding-item-near-duplicate = This item is nearly the same as { $other } ({ $place }){ $what ->
    [options] , with other options
    [none] , but for punctuation
   *[words] : { $difference }
 }. Keep one of them, or name one as an enemy of the other so that nobody gets both.
finding-translation-of-another = In the language { $language } this item says nearly the same as { $other } ({ $place }), but in another language it does not. A translation may belong to the other item: compare them.
finding-key-longest = In the domain { $domain }, the right option is clearly the longest in { $number } of the { $items } items that have a clearly longest option; about { $expected } would be expected. Guessing the longest would pay: make the options alike in length, beginning with { $named }.
finding-option-refers-to-others = The option { $option } (“{ $text }”) speaks of other options, which the section { $section } shows in any order. Write out what is meant, let options keep their places with fixed = ["…"], or set shuffle_options = false.

## Parameters

finding-parameters-missing = An item whose state is { $state } needs its parameters. Add [item.parameters], or set another state.
finding-model-not-for-kind = The model { $model } does not fit items of the kind { $kind }. Use one of: { $models }.
finding-parameter-not-in-model = The model { $model } has no parameter { $parameter }. Remove it or change the model.
finding-thresholds-number = The field b holds { $number ->
    [one] { $number } number
   *[other] { $number } numbers
 }; responses in { $categories } categories need { $expected }.
finding-categories-number = The field { $field } holds { $number } numbers; responses in { $categories } categories need one each.
finding-thresholds-unordered = The thresholds { $thresholds } must rise from each to the next. Put them in order, or join two categories.
finding-asymptotes-crossed = The lower asymptote c = { $c } must be below the upper asymptote d = { $d }.
finding-parameters-invalid = The parameters cannot be used: { $reason }. Correct them, or the scale in bank.toml.
finding-discrimination-unusual = The slope a is { $a } in logits; { $low } to { $high } is usual. Check the calibration and the metric of the scale.
finding-difficulty-far = The difficulty or threshold { $b } (logits) lies far out; up to ±{ $most } is usual. Check the calibration.
finding-guessing-high = The lower asymptote c is { $c }, much above guessing at random ({ $chance }). Check the calibration.

## Figures

finding-alt-missing = The figure { $media } has no words for those who cannot see it. Add { $field }.
finding-alt-without-figure = There is { $field } but no figure. Add the figure or remove it.
finding-media-missing = The drawing { $media } is not in the bank. Add it or correct the path.
finding-media-path = “{ $media }” is not a drawing inside the bank. Use a path like media/name.svg, without “..”.
finding-media-name = The name { $media } is not allowed. Use letters, digits, dots, hyphens and underscores.
finding-media-unreferenced = No item uses the drawing { $media }. Remove it, or use it.
finding-svg-malformed = The drawing is not well-formed XML from column { $column } on: { $reason }.
finding-svg-too-large = The drawing has { $size } bytes; at most { $most } are allowed. Simplify it.
finding-svg-too-many-elements = The drawing has more than { $most } elements. Simplify it.
finding-svg-dtd = The drawing declares a document type or entities, which is refused. Remove the DOCTYPE.
finding-svg-root = The drawing must begin with <svg xmlns="http://www.w3.org/2000/svg">.
finding-svg-view-box = The drawing has no view box of four numbers, so it cannot be scaled. Add viewBox="0 0 width height".
finding-svg-active = { $name } could run a program in the participant’s browser and is refused. Remove it.
finding-svg-event-handler = The attribute { $name } could run a program in the participant’s browser and is refused. Remove it.
finding-svg-external = { $name } could load something from outside the drawing and is refused. Remove it.
finding-svg-style = Styles ({ $name }) are refused by the page’s security policy. Use attributes such as fill="…" and stroke="…".
finding-svg-element-not-allowed = The element { $name } is not allowed in a drawing. Draw with shapes, paths and text.
finding-svg-attribute-not-allowed = The attribute { $name } of { $element } is not allowed in a drawing. Remove it.
finding-svg-id-repeated = The id { $name } is used twice in the drawing. Give each element its own.
finding-svg-reference-missing = The drawing refers to #{ $name }, which is not in it. Correct or remove the reference.
finding-svg-use-nested = #{ $name } is copied by <use> and holds a <use> itself, which is refused. Draw it out.

## Exam plans

finding-plan-language-unknown = The plan has the language { $language }; the bank has { $languages }. Remove it, or translate the bank.
finding-section-id-repeated = The section id { $id } is used twice. Give each section its own.
finding-domain-unknown = The section { $section } asks for the domain { $domain }, which the bank does not have. { $suggestion ->
    [none] Correct it.
   *[other] Did you mean { $suggestion }?
 }
finding-domain-without-items = The section { $section } asks for the domain { $domain }, none of whose items is operational.
finding-domain-in-two-sections = The domain { $domain } is in the sections { $first } and { $second }; a participant could meet an item twice. Keep it in one.
finding-pool-too-small = The section { $section } has { $items } items, fewer than { $field } = { $least }. Add items or lower it.
finding-exposure-rate-impossible = With up to { $max_items } of { $items } items in each sitting of the section { $section }, items are seen at a rate of { $rate } on average; max_rate = { $max_rate } cannot hold. It needs { $needed } items, or max_rate = { $rate }.
finding-selection-chance-unsuitable = This chance does not suit the rule { $rule }. Use one of: { $choices }.
finding-selection-option-unused = The field { $option } has no meaning here; it belongs to { $field } = { $values }. Remove it.
finding-exposure-rule-unsuitable = The rule { $rule } needs chance = progressive, and here it is { $chance }. Write rule = restricted, or change chance.
finding-length-range-empty = min_items = { $min_items } is larger than max_items = { $max_items }. Correct one of them.
finding-standard-error-out-of-range = The target standard_error is { $value }; it must be at least { $low } and below { $before }, the precision before the first answer.
finding-reporting-range-empty = lowest = { $lowest } must be below highest = { $highest }.
finding-practice-unknown = The practice item { $id } is not in the bank. Correct or remove it.
finding-practice-operational = The practice item { $id } is operational in the domain { $domain }, so it could be met again for a score. Take another one, or set its state to practice.
finding-practice-retired = The practice item { $id } is retired. Take another one.

## Content, stopping, exposure and times in exam plans

finding-content-bounds-crossed = The lower bound { $low } is larger than the upper bound { $high }. Correct one of them.
finding-content-bounds-missing = Nothing is bounded here ({ $kind }). Give at_least or at_most.
finding-content-conflict = { $number ->
    [1] In the section { $section } no test can have “{ $demand }”. Loosen it, or add items.
   *[other] In the section { $section } these { $number } demands cannot hold together: “{ $demand }” and { $others }. Without any one of them there are tests: loosen the one that matters least, or add items.
 }{ $given ->
    [none] {""}
   *[other] {" "}They would hold together without { $given }.
 }
finding-content-constraints-too-many = There are { $number } constraints; at most { $most } are read. Join some of them.
finding-content-field-unused = The field { $field } has no meaning for a constraint of the kind { $kind }, which has: { $fields }. Remove it.
finding-content-groups-malformed = The groups must be lists of item ids, two or more in each, like [["a-1", "a-2"]].
finding-content-groups-or-by = Give either groups, as lists of item ids, or by, a label that makes the groups.
finding-content-infeasible = No test of the section { $section } fulfils this blueprint; enemies, sets and groups leave none. Loosen a constraint or add items.
finding-content-invalid = The blueprint of the section { $section } does not fit its items: { $reason }.
finding-content-item-unknown = These items are not among the operational items of the section { $section }: { $items }. Correct or remove them.
finding-content-key-shuffled = The options of the section { $section } are shuffled for every participant, so the balance of keys in the author’s order shows on no screen. Set shuffle_options = false, or remove the constraint.
finding-content-kind-repeated = A blueprint has one constraint of the kind { $kind } at most. Join them.
finding-content-label-unknown = No operational item of the section { $section } bears the { $attribute } { $label }. { $suggestion ->
    [none] Correct or remove it.
   *[other] Did you mean { $suggestion }?
 }
finding-content-lacking = In the section { $section } “{ $demand }” is { $unit ->
    [items] { $amount } { $amount ->
        [1] item
       *[other] items
    }
    [sets] { $amount } { $amount ->
        [1] set
       *[other] sets
    }
    [words] { $amount } { $amount ->
        [1] word
       *[other] words
    }
    [seconds] { $amount } { $amount ->
        [1] second
       *[other] seconds
    }
   *[points] { $amount }, summed over the items,
 } { $side ->
    [short] short in the test that comes nearest; the items have { $attainable } to offer
   *[over] over in the test that comes nearest; { $attainable } is the least that the items allow
 }.
finding-content-method-unsuitable = A priority index needs amounts of information without another chance than none or progressive; here are the rule { $rule } and chance = { $chance }. Use method = shadow_test, or another rule.
finding-content-number-unknown = For this constraint { $numbers } must be known of every item, and { $number ->
    [one] one item lacks it
   *[other] { $number } items lack it
 }: { $items }. Add [item.response_time] or the parameters.
finding-content-order-short = An order needs two labels or more.
finding-content-where-too-deep = Conditions stand deeper in each other than { $most } levels. Write them more simply.
finding-stopping-any-and-all = Use one of any, all and rule here; put the others inside it.
finding-stopping-tree-too-large = There are more than { $most } rules in a list, or lists deeper than { $deepest } levels. Write the rules more simply.
finding-stopping-rule-invalid = This rule cannot be used: { $reason }.
finding-stopping-content-missing = The rule content_met needs a blueprint, [section.content], in the section { $section }. Add one or remove the rule.
finding-cuts-unordered = The cuts must be one number or more, each larger than the one before.
finding-response-times-missing = In the section { $section } { $field } needs the response times of every item, and { $number ->
    [one] one item lacks them
   *[other] { $number } items lack them
 }: { $items }. Add [item.response_time].
finding-per-time-unsuitable = The values of the rule { $rule } are no amounts that could be divided by time. Remove per_time or change the rule.
finding-prior-section-unknown = { $earlier } is no section before { $section }. Name one that comes earlier in the plan, once.
finding-prior-correlation-missing = The correlation of { $first } with { $second } is missing. Write it as others = {"{"} { $second } = 0.5 {"}"} beside { $first }.
finding-prior-correlations-impossible = No abilities can correlate like this: the correlations contradict each other. Correct them.
finding-exposure-with-content = The rule { $rule } cannot be calibrated for a section with a blueprint. Use item_eligibility.

## What a bank gives to a plan

finding-precision-out-of-reach = In the section { $section } about { $percent } % of the participants cannot be measured to standard_error = { $asked } with max_items = { $max_items } items. At abilities from { $low } to { $high } the best items leave { $best } or less. { $cause ->
    [pool] Even all items together are too few there: add items of that difficulty, or raise standard_error.
   *[length] Add better items of that difficulty, or raise max_items or standard_error.
 }
finding-content-cell-small = Every test of the section { $section } takes { $least } items { $cell }, and there are { $items }: with max_rate = { $max_rate } they would be seen too often. Add { $lacking }, ask for fewer, or raise max_rate.
finding-content-cell-thin = Every test of the section { $section } takes { $least } items { $cell }. Of these, { $easy } are easy (below { $low }), { $middle } are of middle difficulty and { $hard } are hard (above { $high }). Add items where there are too few, or people get some that are far from their ability.

## Items on trial in exam plans

finding-pretest-number-or-share = Give either items_per_sitting, a number of items on trial, or share, the part of the items shown that are on trial.
finding-pretest-window-small = From position { $first } to { $last } there { $number ->
    [one] is one position
   *[other] are { $number } positions
 }, too few for { $items } items on trial. Widen the window, raise min_items, or lower items_per_sitting or share.
finding-pretest-window-late = The last position { $last } is never reached before the end: with max_items = { $max_items } and { $items } items on trial it must be { $most } or less, so that an item that counts comes last.
finding-pretest-items-few = The section { $section } gives { $items } items on trial to each participant, and its domains have { $number ->
    [0] none
   *[other] only { $number }
 } with the state pretest. Participants get as many as there are.
finding-pretest-of-set = The item { $id } on trial belongs to the set { $set }, whose items come together. Take it out of the set, or try the whole set in an exam of its own.
finding-pretest-may-be-missed = A participant of the section { $section } who ends after min_items = { $min_items } does not meet items on trial beyond position { $least }, and last_position is { $last }. Responses to them will come mostly from long sittings.
finding-pretest-time-short = { $items } items of the section { $section }, those on trial among them, take { $needed } seconds on average, and the limit is { $limit }. Raise time_limit_seconds, or give fewer.
finding-practice-pretest = The practice item { $id } is on trial in the domain { $domain }, so a participant could have seen it before. Take another one, or set its state to practice.

## Calibrations

finding-calibration-unreadable = The calibration cannot be used: { $reason }.
finding-calibration-of-another-bank = The calibration is of the bank { $calibration }, and this is the bank { $bank }. Choose a calibration of this bank.
finding-calibration-categories = The calibration has { $number } categories for this item, and the bank has { $expected }. Calibrate it again with the responses to the item as it is now.
finding-calibration-misses-items = The calibration has a scale of its own, and { $number } operational items are not in it: { $items }. Calibrate with anchors, link the calibration, or calibrate these items too.

## Packages

finding-package-not-a-zip = This is not a zip. Choose the package as it was exported, without changing its name.
finding-package-damaged = The package is damaged and cannot be read to its end. Export or download it again.
finding-package-empty = There are no files in the package. Export it again.
finding-package-files-too-many = The package holds { $number } files; at most { $most } are read. Divide it.
finding-package-too-large = Unpacked, the package would be larger than { $most } MB. Divide it.
finding-package-file-too-large = Unpacked, this file would be larger than { $most } MB, so the package is refused. Make it smaller.
finding-package-bomb = This file is packed far more tightly than any real content, so the package is refused. Export it again from its source.
finding-package-overlapping = This file shares its packed content with another, so the package is refused. Export it again from its source.
finding-package-path-unsafe = The name of this file leads out of the package or holds characters that no file name needs, so the package is refused. Export it again from its source.
finding-package-link = This is a link to another place, so the package is refused. Put the file itself into the package.
finding-package-not-a-file = This is neither a file nor a folder, so the package is refused. Take it out.
finding-package-name-repeated = There is another file of the same name, { $other }, so the package is refused. Keep one.
finding-package-encrypted = This file is protected by a password, so the package cannot be read. Export it without one.
finding-package-compression-unknown = The package is compressed in a way that is not read here. Pack it as an ordinary zip.
finding-package-file-nested = This is an archive ({ $found }) inside the package and is left out. If it holds questions, import it by itself.
finding-package-file-program = This is not content but a { $found }, and is left out.
finding-package-type-mismatch = The name ends in { $suffix }, but the content is of another type ({ $found }), so the file is left out. Export it again, or correct its name.
finding-package-image-damaged = The image is damaged and is left out. Export it again.
finding-package-image-too-large = The image has { $width } × { $height } pixels; at most { $most } million are read, so it is left out. Make it smaller.
finding-xml-doctype = The file holds a document type or entities, which could load something from elsewhere, so it is left out. Remove the DOCTYPE.
finding-xml-malformed = The XML cannot be read from column { $column } on ({ $reason }), so the file is left out. Correct or export it again.
finding-xml-too-much = The file has more than { $elements } elements, or elements nested deeper than { $depth }, so it is left out. Divide it.

## Spreadsheets and text files

finding-workbook-old-or-locked = This is a workbook of an old version, or one with a password. Save it as xlsx without a password.
finding-workbook-unreadable = The workbook cannot be read. Open it in a spreadsheet program and save it as xlsx again.
finding-sheet-without-headers = No row with known headers was found. Use the headers of the template, such as id, domain, stem_id, A_id, B_id, key.
finding-sheet-without-rows = There are no items below the headers. Fill at least one row.
finding-sheet-too-wide = There is something in column { $column } and beyond; at most { $most } columns are read. Take away what is not part of the items.
finding-stimuli-without-headers = The sheet of stimuli has no row with known headers. Use id, title_id, text_id and figure.
finding-sheet-too-long = The sheet has more than { $most } rows. Divide it.
finding-column-unknown = The column “{ $header }” is not known and is not read. { $suggestion ->
    [none] Remove it, or take a header of the template.
   *[other] Did you mean { $suggestion }?
 }
finding-column-repeated = The column “{ $header }” means the same as “{ $first }”. Keep one.
finding-column-missing = The column { $header } (or { $other }) is missing. Add it.
finding-cells-merged = The cells { $cells } are merged. Separate them, and write into each row what belongs to it.
finding-cell-date = The spreadsheet program has made a date of this ({ $shown }). Format the cell as text and type it again.
finding-cell-error = The cell shows an error ({ $shown }). Correct its formula, or write the value.
finding-cell-formula = The cell holds a formula whose result was not saved. Copy the column and paste it as values.
finding-cell-number-formatted = The cell shows a number in a format of its own; { $value } is taken. If the participant shall read something else, format the cell as text and type it again.
finding-cell-notation = { $notation ->
    [pairs] Pairs are written A=1; B=2: the letter of an option, an equals sign, the number of a target.
    [ratings] Ratings are written A=4; B=1: the letter of an option, an equals sign, its place on the scale.
    [best-worst] The best and the worst option have columns of their own, best and worst. Write the letters there.
    [statements] Write a value for each statement, A=…; B=…, or as many values as there are statements, divided by semicolons.
    [gaps] Write a line for each gap, g1: one | two, and mark the gap in the stem with {"[["}g1{"]]"}.
    [filled] Write the right option of each gap: g1=one; g2=two.
    [areas] Areas are written A: circle 10 20 5, with the centre and radius; rectangle and polygon have the x and y of their corners.
    [option-ids] There are { $number } ids of options and { $expected } options. Write one for each, or leave the cell empty.
   *[more] This cell is written by the program and cannot be read any more. Take it as it was exported, or empty it.
 }
finding-identifier-changed = “{ $name }” is not a short name of letters, digits, dots, hyphens and underscores; { $id } is taken for { $field }.
finding-metric-unknown = The file has parameters but does not say on which metric. Say it in the sheet bank (metric logit or normal, D, mean, sd) or when importing.
finding-text-binary = This is not text. Save the file as csv or text in UTF-8.
finding-text-encoding-guessed = The file is not UTF-8; it was read as { $encoding }. Check letters with accents, or save it as UTF-8.
finding-csv-quotes-broken = The quotes of this row do not match. Close them, and write a quote inside a text twice.

## Questions of other formats

finding-questions-none = No question of this file can become an item. See the other lines for the reasons.
finding-question-left-out = The question “{ $name }” is left out; the reason is told at the same place.
finding-not-carried = { $what ->
    [feedback] Feedback is not taken over, because an exam shows none.
    [weights] Weights of wrong answers are not taken over; a wrong answer counts nothing.
    [partial] Partial credit is not taken over as it is; only a wholly right answer counts. Look at the scoring of the item.
    [wildcards] An answer with an asterisk for any text is not taken over. Write out the texts that are accepted.
    [catalog-info] Accessibility catalogues are not taken over yet.
    [materials] Companion materials are not taken over.
    [fixed-places] Options with a fixed place are shuffled with the others, where a section shuffles options.
   *[other] Not taken over: { $what }.
 }
finding-markup-dropped = Parts of the text that cannot be shown were left away: { $names }. Look at the question.
finding-aiken-answer-missing = The question has no line such as ANSWER: A. Add it below the options.
finding-aiken-options-missing = The question has no options such as “A. …” below it. Add them.
finding-aiken-answer-alone = There is no question above this answer. Remove it, or write the question.
finding-gift-kind-not-supported = { $kind ->
    [unclosed] The answers in braces cannot be read. Give each question one pair of braces, and write \{"{"} and \{"}"} for braces in a text.
    [essay] This is an essay, which no machine marks.
    [several-right] Each of several answers is right by itself, which a choice cannot be. Keep one equals sign, or give weights in percent.
    [none-right] No answer is right. Mark the right one with an equals sign.
    [no-number] The answer is no number that can be read. Write a number such as 3, 3:0.1 or 2.9..3.1.
    [numbers] Several different numbers are right, which a field for one number cannot have. Keep one, or write a range.
    [wildcard] The answer holds an asterisk for any text. Write out the texts that are accepted.
   *[many-options] There are too many options. Keep twenty at most.
 }

## QTI packages

finding-qti-interaction-not-supported = { $number ->
    [0] The item has no body that could be shown.
   *[other] Interactions of this kind are kept by whoever sent them, but not delivered here: { $names }.
 }
finding-qti-not-deliverable = { $reason ->
    [adaptive] The item answers back and asks again; such items are not delivered.
    [templates] The item is made anew by chance for each participant; such items are not delivered.
    [printed] The item shows the value of a variable that is known only after an answer; such items are not delivered.
    [stimulus] The text that this item shares with others is missing from the package or cannot be read.
   *[other] The item shows what is not delivered: { $reason }.
 }
finding-qti-image = The file { $name } { $reason ->
    [remote] lies outside of the package. Nothing is loaded from elsewhere; put it into the package.
    [missing] is not in the package, or was refused. Add it.
    [damaged] is damaged. Save it anew.
   *[other] is no image or audio that is delivered. Use SVG, PNG, JPEG, MP3, OGG, WAV or M4A.
 }
finding-qti-scoring-unclear = { $reason ->
    [none] Neither the item nor its rules say which answer is right.
    [external] The item is scored by people or by another system.
    [templates] The item is made anew by chance for each participant; such items are not delivered.
    [undeclared] An interaction has no response variable.
    [rule] Its rules use what is not run here: { $rule }.
   *[broken] The item or its rules are broken.
 }
finding-qti-rules-offered = The item has no response processing. Its declared right answer counts one point each; check that this is meant.
finding-qti-levels-coarse = The item { $id } gives more scores than there are categories. A score counts as the highest of these that it reaches: { $levels }.
finding-qti-words-missing = The image { $name } has no words for those who cannot see it. Its file name stands there now; write better ones.
finding-qti-language = The package says that it is in { $found }, but it is imported as { $languages }. Choose the language of the import if this is wrong.
finding-qti-file-missing = The manifest names { $name }, which is not in the package or was left out. Add it.
finding-format-unknown = This is no file that can be imported. Take a folder or a zip of a bank, xlsx, csv, a QTI package, GIFT or Aiken.
