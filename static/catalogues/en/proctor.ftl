# Proctor board. Short, polite sentences; one word for one idea on every screen.

## Page

board-title = Proctor board
board-title-trouble = ({ $count }) { $hall } – Proctor board
board-title-calm = { $hall } – Proctor board
skip-to-board = Skip to the board
board-loading = Loading the proctor board…
board-region = Board of the hall
board-close = Close
board-cancel = Cancel
try-again = Try again
reload-page = Reload the page

## Top bar

hall-is-preparing = Not open yet
hall-is-open = Open
hall-is-open-since = Open since { $time }
hall-is-closed = Closed
board-clock = Server time
board-updated = Updated { $seconds } s ago
board-behind = Board is { $duration } behind
pin-label = Session PIN
pin-hidden = PIN hidden
pin-reveal = Show
pin-hide = Hide
pin-rotate = Change PIN
pin-none = None yet
hall-actions = Hall actions
signed-in-as = Signed in as { $name }

## Connection of the board

connection-connecting = Connecting to the server…
connection-lost = This board has lost the server. Participants can go on working; the numbers below are the last known.
connection-retry = Trying again in { $seconds } s.
connection-retrying = Trying again…
connection-refused = The board cannot be opened. Sign in again, then open this board.
connection-silent = The server has sent nothing for { $duration }. The numbers below are the last known.
hall-closed-note = This hall is closed. The board can only be read.

## States

state-absent = Not here yet
state-checking-in = Preparing
state-ready = Ready
state-working = Working
state-lost = Lost
state-paused = Paused
state-on-hold = On hold
state-finished = Finished
state-stopped = Stopped
state-empty = Empty
state-help = Needs help

# Short words for narrow tiles
state-short-absent = Absent
state-short-checking-in = Prepares
state-short-ready = Ready
state-short-working = Works
state-short-lost = Lost
state-short-paused = Paused
state-short-on-hold = Hold
state-short-finished = Done
state-short-stopped = Stopped
state-short-empty = Empty

## Filters

chips-label = Filter by state
chip-absent = Not here yet
chip-checking-in = Preparing
chip-ready = Ready
chip-working = Working
chip-lost = Lost
chip-paused = Paused
chip-help = Needs help
chip-ended = Finished
chip-count = { $name }: { $count }
hide-healthy = Only what needs attention
search-label = Find a name, number or seat
search-placeholder = Find a name or seat
view-label = View
view-map = Map
view-table = Table
filter-result = { $shown } of { $total } participants shown.
filter-new =
    { $count ->
        [one] 1 new incident stays in view.
       *[other] { $count } new incidents stay in view.
    }
filter-clear = Show all

## Map and table

map-label = Seat map of { $hall }
map-keys = Arrow keys move between seats, Enter opens the participant.
map-front = Front of the room · proctor's desk
map-unplaced = Not yet at a seat of this hall
table-label = Participants in { $hall }
column-seat = Seat
column-name = Participant
column-state = State
column-section = Section
column-progress = Progress
column-time = Time left
column-contact = Contact
sort-by = Sort by { $column }
sort-urgency = What needs attention first
table-empty = No participant matches this filter.
no-seat = No seat
new-incident = New
progress-of = { $answered }/{ $total }
progress-spoken = { $answered } of { $total } answered
section-of = Section { $index } of { $count }
section-short = { $index }/{ $count }
tile-time-spoken = time left { $time }
tile-time-stopped-spoken = time left { $time }, clock stopped
contact-ago = { $seconds } s
contact-ago-short = { $seconds }s
contact-ago-minutes = { $minutes } min
contact-ago-minutes-short = { $minutes }m
contact-ago-spoken = last contact { $duration } ago
unsent-count = { $count } unsent
unsent-short = { $count }
seat-spoken = Seat { $seat }
board-duration-seconds = { $seconds } s
board-duration-minutes = { $minutes } min
board-duration-minutes-seconds = { $minutes } min { $seconds } s
board-duration-hours = { $hours } h { $minutes } min

## Queue

queue-label = Help and incidents
queue-help = Help queue
queue-help-empty = Nobody is calling.
queue-trouble = Needs attention
queue-trouble-empty = No computer is lost.
queue-waiting = waiting { $duration }
queue-since = for { $duration }
queue-resolve = Helped
queue-hold = Two computers
queue-more = and { $count } more
outage-title = { $count } computers vanished almost together
outage-body = Probably the power or the network of the room. Seats { $seats }.
outage-pause = Pause all
outage-give = Give time to all
incident-lost = Seat { $seat }, { $name }: computer lost.
incident-help = Seat { $seat }, { $name } needs help: { $reason }.
incident-on-hold = Seat { $seat }, { $name }: two computers in use.
incident-many = { $count } new incidents.

help-computer = Computer
help-network = Network
help-question = Question
help-health = Health
help-other = Other
help-identity = Identity

## Participant drawer

drawer-label = Participant { $name }
drawer-close = Close the participant panel
drawer-loading = Loading the history…
drawer-failed = The history could not be loaded yet.
drawer-actions = Actions
drawer-time = Ledger of time
drawer-time-empty = The clock has not started.
drawer-timeline = History
drawer-timeline-empty = Nothing recorded yet.
drawer-help = Calling since { $time }: { $reason }
fact-number = Participant number
fact-nip = NIP
fact-post = Post
fact-office = Office
fact-section = Section
fact-progress = Progress
fact-time-left = Time left
fact-time-stopped = Time left (stopped)
fact-contact = Contact
fact-unsent = Unsent
fact-computer = Computer
ledger-when = At
ledger-what = Entry
ledger-amount = Time
ledger-granted = Section limit
ledger-paused = Paused
ledger-outage = Outage given back
ledger-given = Extra time
ledger-left = Left now
ledger-by = by { $name }

## Actions on one participant

action-pause-sitting = Pause
action-resume-sitting = Resume
action-give-time = Give time
action-send-message = Send message
action-resolve-help = Helped
action-note-incident = Note incident
action-move-seat = Move seat
action-release-place = Allow a new computer
action-stop-sitting = Stop

title-pause-sitting = Pause { $name }?
title-resume-sitting = Resume { $name }?
title-give-time = Give time to { $name }
title-send-message = Message to { $name }
title-resolve-help = Has { $name } been helped?
title-note-incident = Note an incident for { $name }
title-move-seat = Move { $name }
title-release-place = Allow { $name } a new computer?
title-stop-sitting = Stop the exam of { $name }?

about-pause-sitting = The clock stops, and the participant's screen says why.
about-resume-sitting = The clock runs again from { $left }.
about-give-time = Time left now: { $left }. The extra time is printed in the minutes.
about-send-message = The message appears on the participant's screen; the clock keeps running.
about-resolve-help = The call leaves the queue.
about-note-incident = The note goes into the history and the minutes. The participant is not told.
about-move-seat = Answers and time left move to the new seat.
about-release-place = The old computer is closed. The participant goes on at a new one, at the same item and time.
about-stop-sitting = The exam ends now. Answers already received are kept. One person alone cannot undo this.

done-pause-sitting = { $name } is paused.
done-resume-sitting = { $name } goes on.
done-give-time = { $minutes } min given to { $name }.
done-send-message = Message sent to { $name }.
done-resolve-help = { $name } has been helped.
done-note-incident = Incident noted for { $name }.
done-move-seat = { $name } moved to seat { $seat }.
done-release-place = { $name } may use a new computer.
done-stop-sitting = The exam of { $name } is stopped.

## Hall actions

action-open-hall = Open the hall
action-pause-hall = Pause all
action-resume-hall = Resume all
action-give-time-hall = Give time to all
action-message-hall = Message all
action-rotate-pin = Change PIN
action-close-hall = Close the hall

title-open-hall = Open { $hall }?
title-pause-hall = Pause all participants?
title-resume-hall = Resume all participants?
title-give-time-hall = Give time to all
title-message-hall = Message to all participants
title-rotate-pin = Change the session PIN?
title-close-hall = Close { $hall }?

about-open-hall = { $ready } of { $expected } participants are ready. Once open, they enter the session PIN and start.
about-pause-hall = { $count } participants are working. Their clocks stop together.
about-resume-hall = { $count } participants are paused. Their clocks run again.
about-give-time-hall = For the { $count } participants whose section is running. Printed in the minutes.
about-message-hall = The message appears on the screens of { $count } participants; clocks keep running.
about-rotate-pin = The old PIN stops working. Participants who are in are not disturbed.
about-close-hall = Once closed, nobody can enter or go on. Type the name of the hall to be sure.

done-open-hall = { $hall } is open.
done-pause-hall = All participants are paused.
done-resume-hall = All participants go on.
done-give-time-hall = { $minutes } min given to all.
done-message-hall = Message sent to all.
done-rotate-pin = The session PIN has changed.
done-close-hall = { $hall } is closed.

why-hall-open = The hall is open already.
why-hall-not-open = The hall is not open yet.
why-hall-closed = The hall is closed.
why-nobody-working = Nobody is working now.
why-nobody-paused = Nobody is paused.
why-nobody-present = Nobody is at a computer yet.
why-cannot-close = Some participants have not finished.
why-not-offered = Not available in this state.

## Dialog

field-category = Category
field-reason = Reason
hint-reason = A few words; printed in the minutes.
field-minutes = Extra time (minutes)
minutes-quick = { $minutes } min
field-seat = New seat
seat-choose = Choose a seat…
seat-free = { $seat } – free
seat-taken = { $seat } – { $name }
field-text = Message
field-typed-name = Type: { $hall }
board-sending = Sending…
sending-again = No answer yet. Sent again (attempt { $attempt })…
sending-unanswered = The server has not answered. See first whether the board has changed; sending again does nothing twice.
send-again = Send again
sent-in-background = { $action }: still being sent.
not-done = { $action } was not done: { $message }
not-answered = { $action }: no answer from the server. Look at the board, then repeat if needed.

problem-category = Choose a category.
problem-reason = Write the reason, a few words will do.
problem-minutes = Enter minutes between 1 and 180.
problem-seat = Choose the new seat.
problem-text = Write the message.
problem-typed-name = This is not the name of the hall yet.

cause-power = Power cut
cause-network = Network
cause-device = Device
cause-illness = Illness
cause-late = Late
cause-behaviour = Behaviour
cause-identity = Identity
cause-proctor = Proctor
cause-item = Item

## History

timeline-checked-in = Checked in at seat { $seat }
timeline-check-in-refused = Wrong card PIN at seat { $seat }
timeline-place-left = Computer freed
timeline-hall-pin-refused = Wrong session PIN
timeline-sitting-started = Exam started
timeline-help-requested = Called the proctor: { $reason }
timeline-sitting-opened = Sitting prepared
timeline-identity-confirmed = Identity confirmed
timeline-identity-denied = Participant said: not me
timeline-notice-accepted = Rules accepted
timeline-practice-finished = Practice finished
timeline-language-chosen = Language chosen
timeline-section-started = Section { $section } started
timeline-sitting-paused = Paused
timeline-sitting-resumed = Resumed
timeline-time-granted = { $duration } of time added
timeline-outage-credited = Outage of { $duration } given back
timeline-focus-lost = Left the exam window for { $duration }
timeline-seat-changed = Moved to seat { $seat }
timeline-place-released = New computer allowed
timeline-incident-noted = Incident noted
timeline-message-sent = Message from the proctor
timeline-help-cancelled = Call cancelled
timeline-help-resolved = Helped
timeline-section-finished = Section { $section } finished: { $reason }
timeline-sitting-finished = Exam finished: { $reason }
timeline-sitting-stopped = Exam stopped

# Why a section or the exam ended; nothing of items or results
ended-precise = precise enough
ended-max-items = number of items reached
ended-pool-empty = no items left
ended-little-gain = more items would add too little
ended-classified = classified with certainty
ended-no-information = no item left that tells enough
ended-time-short = too little time for another item
ended-completed = finished by the participant
ended-time-up = time was up
ended-stopped = stopped by a proctor
