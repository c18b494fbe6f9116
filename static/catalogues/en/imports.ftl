# Importing a bank by upload: the form, the report, taking it in, publishing it.

import-title = Import an item bank
import-note = A bank's folder as a zip, a QTI package, a spreadsheet (xlsx, csv), or a text with GIFT or Aiken questions.
import-choose = Drag a file here, or choose one
import-limit = At most 64 MB.
import-check = Check the file
import-promise = This only checks. Nothing is written or published before you decide so.
import-report-title = What was found
import-checked = Checked
import-kept = This upload is kept for two hours, and for you only.
import-clean = Nothing was found.
import-warnings = { $n ->
    [one] One warning
   *[other] { $n } warnings
 }, no errors.
import-errors = { $errors ->
    [one] One error
   *[other] { $errors } errors
 } must be mended first. Nothing was written. Mend the file, then upload it again.
import-plan-errors = The bank can be read, but its exam plan cannot be published yet. Mend the errors below, then upload it again.
import-some-plans = This bank can be published with a plan that is ready. Another plan still has errors.
import-no-plan = There is no exam plan in the file, so no release can be published of it directly. It can be taken into a bank.
import-findings = Findings
import-findings-more = Showing { $shown } of { $all } findings, errors first.
finding-column-severity = Severity
finding-column-place = File and line
finding-column-item = Item
finding-column-sentence = Finding
import-bank = What is in the bank
import-bank-items = { $n ->
    [one] One item
   *[other] { $n } items
 }
import-bank-drawings = { $n ->
    [one] One drawing
   *[other] { $n } drawings
 }
import-languages = Languages
domain-column = Domain
domain-items = Items
domain-operational = Operational
import-publish-title = Publish a release
import-publish-note = Choose the exam plan. A published release cannot be changed; halls that use another release are not disturbed.
import-publish = Publish release
import-publish-known = This release is already published with the same content; publishing it again adds nothing.
import-section = at most { $most } of { $n } items
import-plan-not-ready = Cannot be published yet: { $errors ->
    [one] one error.
   *[other] { $errors } errors.
 }
import-again = Upload another file
import-refused-title = The file could not be checked
import-nothing-written = Nothing was written.
upload-nothing = There is no file. Choose a file first.
upload-gone = This upload is no longer here, or is still being checked. Uploads are kept for two hours and for the person who made them only. Upload the file once more.
upload-no-such-plan = That exam plan is not ready to be published. Go back to the report and choose one that is ready.
upload-check-failed = This file could not be checked within { $seconds } seconds, or it takes too much memory. Divide it.

## What the file does not say

import-options = What the file may not say
import-template = Download a workbook to fill in
import-into = Into which bank
import-into-file = The one that the file names
import-domain = Domain of questions that name none
import-text-languages = Languages of its texts
import-metric = In which metric are its parameters?
import-metric-unknown = Not said
import-metric-logit = Logit
import-metric-normal = Normal ogive
import-metric-constant = Constant D
import-metric-mean = Mean of the reference group
import-metric-sd = Its standard deviation
import-metric-hint = Look it up in the report of the calibration. With 1 and 1.702 as usual, leave D empty; parameters are brought to the metric of the bank.
import-metric-asked = The file holds item parameters and does not say in which metric. Say it, and check again.
import-ask-again = Check again
upload-wrong-answers = One of the answers about the file cannot be: a name with spaces, or a number that is none. Go back and correct it.

## While it is checked

import-running-title = The file is being checked
import-running-note = The halls come first, so this may take a moment. You can close this page and come back to its address.
import-progress-waiting = Waiting for its turn
import-progress-reading = Reading the file
import-progress-rows = { $done } of { $total } rows read
import-progress-checking = Checking every question
import-progress-comparing = Comparing it with the bank
import-sending = Sending the file: { $share } %

## Taking it into a bank

import-left-out = { $n ->
    [one] One question of the file does not become an item.
   *[other] { $n } questions of the file do not become items.
 } The findings say why.
intake-title = Take into the bank
intake-new-bank = The bank { $bank } is not here yet. It would be made.
intake-bank = Into the bank { $bank }:
intake-count-new = New
intake-count-changed = Changed
intake-count-unchanged = Unchanged
intake-count-kept = Only in the bank; kept
intake-states = Only the state would change: { $n }
intake-head = What its items share would change
intake-lines = What would be written
intake-lines-more = Showing { $shown } of { $all } items.
intake-line-version = version { $version }
intake-standing-new = New
intake-standing-changed = Changed
intake-standing-unchanged = Unchanged
intake-plan = Exam plan { $id }, version { $version }
intake-take = Take into the bank
intake-nothing = Everything in the file is in the bank already; there is nothing to write.
intake-errors = Something stands between the file and the bank. Mend it in the file, then upload it again.
intake-taken = It was taken into the bank { $bank }.
intake-open-bank = Open the bank
intake-changed-meanwhile = Somebody changed the bank before this was written. It has been compared again; nothing was written.
intake-which-states = Review states
intake-states-usual = As is usual: those of the file for a new bank, drafts otherwise
intake-states-drafts = Everything new or changed is a draft
intake-states-file = Those of the file
intake-takes-states = The states of the file are taken over; nobody here has judged them.
upload-not-taken = It could not be written into the bank just now. Nothing was written; try again.
