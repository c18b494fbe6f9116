### The participant's page. Short sentences, courteous, no technical words.

app-title = Computer-Based Assessment
app-subtitle = Adaptive test
skip-to-main = Skip to content
loading = One moment…
loading-note = The page is being prepared.
server-not-reached = The server cannot be reached yet
server-not-reached-note = This computer keeps trying. If this does not change, please tell the proctor.
server-clock = Server clock
close = Close
cancel = Cancel
back = Back
done = Done
sending = Sending…
understood = Understood
reason = Reason: { $reason }.
language-choose = Language
seat-short = Seat { $seat }

## Durations
duration-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
  }
duration-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
  }
duration-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
  }

## Choosing the computer's seat
setup-title = Which seat is this computer?
setup-note = Choose once. The computer remembers its seat.
setup-hall = Hall
setup-seat = Map of { $hall }
setup-front = Front (proctor's desk)
setup-keep = Use seat { $seat }
setup-choose-first = Choose a seat on the map
setup-no-halls = No hall has been prepared yet. Please tell the proctor.

## The idle seat
seat-word = Seat
seat-start = Start check-in
seat-link-good = Connected to the server
seat-link-bad = Not connected to the server yet
seat-change = Change this computer's seat
ended-other = This seat is no longer used for your test. If you have not finished, call the proctor.
ended-checked-in-elsewhere = Your test was opened on another computer (seat { $seat }). If that was not you, call the proctor.
ended-seat-changed = You were moved to seat { $seat }. Please check in again at that seat.
ended-place-released = The proctor released this place. Please check in again at the computer you are shown.
check-in-title = Check-in
check-in-number = NIP or participant number
check-in-number-hint = It is on your participant card. A NIP has 18 digits.
check-in-nip-hint = NIP: { $n } of 18 digits.
check-in-number-missing = Please enter your NIP or participant number.
check-in-pin = Card PIN
check-in-pin-hint = Printed on your participant card.
check-in-pin-missing = Please enter the card PIN.
check-in-pin-show = Show
check-in-pin-hide = Hide
check-in-submit = Continue
check-in-busy = Checking…

## Is this you?
identity-title = Is this you?
identity-name = Name
identity-number = Participant number
identity-nip = NIP
identity-post = Position
identity-office = Office
identity-seat = Seat
identity-yes = Yes, this is me
identity-no = Not me
identity-no-note = If anything is wrong, choose “Not me”. The proctor will come to help.
denied-title = The proctor has been called
denied-note = Please stay seated. The proctor will check your details.
denied-again = Check in again

## Rules and data notice
rules-title = Rules and your data
rules-agree = I have read the rules and this use of my data, and I agree.
rules-continue = Agree and continue

## Practice
practice-title = Practice
practice-unscored = Answers here are not scored and not kept.
practice-example = example
practice-place = Practice item { $position } of { $total }
practice-skip = Skip practice
practice-done-title = Practice is over
practice-done-note = You may practise again. When you are ready, go on to the waiting room.
practice-finish = I am ready
practice-repeat = Practise again
tour-title = Short guide
tour-again = Show the guide
tour-step = Guide { $step } of { $count }
tour-question = This is the question. Read it calmly. If there is a picture, it is always on the left.
tour-options = These are the answers. Click one, or press its number: 1, 2, 3 and so on.
tour-answer = This is where you answer. A short hint stands above it.
tour-next = Press “Next” to go on. The Enter key does the same.
tour-status = Here you see the time left, and that your answer is saved on the server.
tour-help = Need help? Press “Call proctor” at any time. Press “Display” for larger text.
tour-continue = Continue
tour-end = Start practising
tour-skip = Skip the guide

## Waiting
waiting-title = Waiting for the proctor to open the session
waiting-open-title = The session is open
waiting-count = { $ready } of { $expected } ready.
waiting-progress = Participants who are ready
waiting-note = Please stay seated. This page changes by itself when the session opens.
waiting-pin = Session PIN
waiting-pin-hint = The proctor announces the PIN at the front of the hall.
waiting-enter = Enter
ready-title = Readiness
ready-identity = Identity confirmed: { $name }
ready-content = Test page loaded
ready-link = Connected to the server
ready-link-missing = Contacting the server
ready-storage = This computer can keep answers if the connection is lost
ready-storage-missing = This computer cannot keep answers if the connection is lost; please tell the proctor

## Start of a section
section-count = Section { $index } of { $count }
section-place = Section { $index } of { $count }: { $title }
intro-items-adaptive = items at most
intro-items-fixed = statements or items
intro-minutes = minutes
intro-no-limit = no time limit
intro-adaptive = Items come one at a time and adapt to your answers. After you press “Next” you cannot go back to an earlier item.
intro-fixed = You may move freely, mark items as doubtful and change answers until you end this section.
intro-clock-stands = The clock is not running yet. It starts when you press “Start this section”.
intro-start = Start this section

## Working
item-place-adaptive = Item { $position }, at most { $max }
item-place-fixed = Item { $position } of { $total }
item-progress = Progress
item-next = Next
item-back = Previous
item-flag = Doubtful
item-stimulus = Picture of the item
item-sending = Saving…
item-waits-for-link = This answer is safe on this computer. The next item appears when the connection is back.
item-flagged = Item { $position } marked as doubtful.
item-unflagged = The mark on item { $position } was removed.
item-keys-choose = Numbers choose, Enter goes on
item-keys-other = Tab moves on, ? lists the keys
item-place-page = Page to read
reading-title = Text
reading-fold = Fold the text
reading-open = Open the text
option-name = Option { $letter }.
form-progress = Items answered
form-loading = Loading the items…

## Answering
areas-how = Press a part of the picture, or choose from this list.
choices-exactly = { $n ->
    [one] Choose { $n } answer.
   *[other] Choose { $n } answers.
  }
choices-least = { $n ->
    [1] Choose one answer or more.
   *[other] Choose at least { $n } answers.
  }
choices-most = { $n ->
    [one] Choose at most { $n } answer.
   *[other] Choose at most { $n } answers.
  }
choices-between = Choose { $least } to { $most } answers.
choices-chosen = Chosen { $n }
choices-chosen-all = Chosen { $n }, that is all
choices-full = At most { $most } answers. Please let one go first.
order-how = The first goes to the top. Press ▲ or ▼, or drag the row.
order-place = Place { $place } of { $total }: { $option }. Press Space to take it up.
order-up = Move up: { $option }
order-down = Move down: { $option }
order-picked = Taken up from place { $place } of { $total }. The up and down arrows move it, Space lays it down.
order-laid = Laid down at place { $place } of { $total }.
order-moved = Moved to place { $place } of { $total }.
order-keep = This order is right
order-kept = This order is used
best-worst-how = Choose one row for “{ $best }” and another for “{ $worst }”.
judge-best-effective = Most effective
judge-worst-effective = Least effective
judge-best-like-me = Most like me
judge-worst-like-me = Least like me
rate-how = Give one rating in each row.
pair-how = Choose the partner of each row from its list. Or press a card, then the row.
pair-several-how = Choose partners for each row; a row may have several. Or press a card, then the row.
pair-any-use = A card may be used more than once.
pair-targets = Partners
pair-name = Partner of: { $option }
pair-add = Add a partner…
pair-part = Remove: { $option }
gaps-how = Choose what goes into each box from its list.
gaps-pool-how = Fill each box from its list. Or press a card, then the box.
gaps-pool = Choices
gap-name = Box { $n } of { $total }
place-choose = Choose…
place-elsewhere = in use
place-filled = { $place }: { $option }.
place-emptied = { $place }: emptied.
card-picked = Taken up: { $option }. Press its place.
card-used = { $n ->
    [one] used once
   *[other] used { $n } times
  }
write-number = Your answer (a number)
write-text = Your answer
write-number-how = Write digits only, for example 12 or 12.5.
write-read = Read as: { $number }
write-unread = Not read as a number yet. Write for example 12 or 12.5.
write-room = { $n ->
    [one] Room for { $n } more letter.
   *[other] Room for { $n } more letters.
  }
part-name = Part { $n }
missing-choice = Please choose an answer first.
missing-choices = { $n ->
    [1] Please choose one more answer.
   *[other] Please choose { $n } more answers.
  }
missing-order = Please put them in order first, or press “This order is right”.
missing-best-worst = Please choose two rows first, one for each judgement.
missing-best-effective = Please choose a row for “Most effective” too.
missing-worst-effective = Please choose a row for “Least effective” too.
missing-best-like-me = Please choose a row for “Most like me” too.
missing-worst-like-me = Please choose a row for “Least like me” too.
missing-ratings = { $n ->
    [one] { $n } row is not rated yet.
   *[other] { $n } rows are not rated yet.
  }
missing-pairs = { $n ->
    [one] { $n } row has no partner yet.
   *[other] { $n } rows have no partner yet.
  }
missing-gaps = { $n ->
    [one] { $n } box is empty.
   *[other] { $n } boxes are empty.
  }
missing-number = Please write your answer first, as a number.
missing-number-unread = Your answer is not read as a number yet.
missing-text = Please write your answer first.
missing-parts = { $n ->
    [one] { $n } part is not complete yet.
   *[other] { $n } parts are not complete yet.
  }

## List of items
grid-title = List of items
grid-open = List of items
grid-page = Page to read before item { $position }
grid-cell = Item { $position }, { $state ->
    [complete] answered
    [unfinished] not complete
   *[empty] not answered
  }{ $doubtful ->
    [yes] , doubtful
   *[no] {""}
  }
grid-none-empty = Every item is answered completely.
grid-none-doubtful = No item is marked as doubtful.
filter-title = Show
filter-all = All
filter-empty = Empty
filter-doubtful = Doubtful
legend-answered = Answered
legend-doubtful = Doubtful
legend-unfinished = Not complete
legend-empty = Not answered
legend-current = Open now
legend-page = To read

## Review
review-open = Review answers
review-title = Review your answers
review-answered = Answered { $answered } of { $total }.
review-unfinished = Not complete { $n }.
review-rest = Not answered { $empty }. Doubtful { $doubtful }. Choose a row to open it again.
answer-best-worst = Most: { $best } · least: { $worst }
review-back = Back to the items

## Finishing
finish-open = Finish
finish-title = End the section { $section }?
finish-answered = Answered { $n } of { $total }
finish-answered-adaptive = Answered { $n }, at most { $total }
finish-doubtful = Doubtful { $n }
finish-unfinished = Not complete { $n }
finish-empty = Not answered { $n }
finish-go-to = Open item { $position }
finish-time-left = Time left { $time }
finish-note = Once ended, this section cannot be opened again.
finish-note-adaptive = This section ends by itself when there are enough items. Once ended, it cannot be opened again.
finish-back = Back to work
finish-confirm = Yes, end it

## Saving
save-saved = Saved on the server { $time }
save-saving = Saving…
save-unsent = Kept on this computer, not sent yet ({ $n })
save-failed = Saving failed, call the proctor

## Connection
link-lost = Connection lost. Keep working; your answers are safe on this computer.
link-lost-memory = Connection lost. Do not close this page; your answers are not sent yet.
link-retry-in = Trying again in { $n } s.
link-retrying = Trying again…
link-raise-hand = Raise your hand; the proctor has been told.
link-back = Connected again.
link-back-sent = { $n ->
    [one] Connected again, { $n } answer sent.
   *[other] Connected again, { $n } answers sent.
  }

## Time
time-left = Time left
time-left-spoken = Time left: { $duration }.
time-none-spoken = There is no time limit now.
time-hide = Hide
time-show = Show time
time-short = Little time left
time-almost-over = Almost over
time-up = Time is up. Your answers are being collected.

## Proctor
help-open = Call proctor
help-title = Call the proctor
help-note = Choose a reason. Please stay in your seat.
help-note-timed = Choose a reason. Please stay in your seat; your time keeps running.
help-waiting = Proctor called
help-called = The proctor has been called.
help-called-since = You called at { $time } ({ $reason }). The proctor will come to your seat.
help-cancel = Cancel the call
help-reason-computer = Computer problem
help-reason-network = Connection problem
help-reason-question = A question
help-reason-health = Health
help-reason-other = Something else
message-from-proctor = Message from the proctor, { $time }:
message-read = I have read it
notice-time-given = Your time was extended by { $duration } (at { $time }).
notice-outage-credited = Server outage: { $duration } returned to your time (at { $time }).
notice-resumed = The test resumed at { $time }. The clock is running again.
notice-seat-changed = Your seat is now { $seat } (at { $time }).
category-power = power cut
category-network = network
category-device = device
category-illness = illness
category-late = late arrival
category-behaviour = behaviour
category-identity = identity
category-proctor = proctor
category-item = item

## Paused, on hold, stopped
paused-title = The test is paused
paused-clock-stands = Your time has stopped.
paused-reason = Reason
paused-since = Since
paused-by = By
paused-note = Please stay seated. The item comes back by itself when the proctor resumes.
hold-title = Your test is on hold
hold-note = Your number was opened on two computers. The proctor has been told and will choose which one to use. Your answers are safe.
stopped-title = The proctor stopped the test
stopped-note = The answers given so far are on the server. Please see the proctor.

## Receipt
receipt-title = Thank you. Your test is finished.
receipt-received = Answers received by the server: { $answered } of { $total }, at { $time }.
receipt-why-time-up = The time of the last section was over.
receipt-why-stopped = The proctor ended the test.
receipt-code = Receipt code
receipt-code-note = Note this code if you wish. You may leave the hall when the proctor allows it.
receipt-complete = All answers are on the server.
receipt-incomplete = Still sending ({ $n }). Do not switch this computer off.
receipt-leave = Close and free the seat

## Display
display-open = Display
display-title = Display
display-size = Text size
display-size-now = Text size { $size }
display-smaller = Smaller text
display-larger = Larger text
display-contrast = High contrast
display-ruler = Reading ruler
display-letters = One-key shortcuts (numbers and letters)
keys-open = List of keys
keys-title = Keyboard keys
keys-off = One-key shortcuts are switched off. Switch them on under “Display”.
keys-column-key = Key
keys-column-does = Does
keys-choose = Choose an answer
keys-tab = To the next box, list or button
keys-space = Space
keys-tick = Choose an answer or let it go
keys-pick = Take up a row or lay it down
keys-carry = Move the row that was taken up
keys-list-choose = Choose from a list
keys-move = Move the choice
keys-next = Next
keys-back = Previous
keys-flag = Doubtful
keys-grid = List of items
keys-time = Speak the time left
keys-size = Larger or smaller text
keys-close = Close a window
keys-list = This list of keys
