# A sentence for every refusal and error; the codes are the same in every language.

error-already-opened = This sitting has already been opened.
error-not-opened = This sitting has not been prepared yet. Call the proctor.
error-not-the-active-place = This computer is no longer the place of your exam. Call the proctor.
error-wrong-seat = Your seat is { $seat }, and this computer is seat { $here }. Please go to seat { $seat } or call the proctor.
error-wrong-card-pin = The card PIN does not match. Look at your card and try again. { $left ->
    [0] That was the last try; call the proctor.
    [one] One try is left.
   *[other] { $left } tries are left.
 }
error-card-pin-locked = Too many wrong PINs. Call the proctor to unlock it.
error-wrong-hall-pin = The session PIN does not match. Listen to the proctor and try again. { $left ->
    [0] That was the last try; the proctor has been told.
    [one] One try is left.
   *[other] { $left } tries are left.
 }
error-hall-pin-locked = Too many wrong session PINs. The proctor has been told.
error-hall-not-open = The session is not open yet. Wait for the proctor.
error-identity-first = First confirm that the person shown is you.
error-notice-first = First read and accept the rules.
error-identity-denied = Your identity has not been settled yet. The proctor has been told.
error-unknown-language = This exam does not exist in that language.
error-language-fixed = The language cannot be changed once the first section has started.
error-not-waiting = First finish check-in and practice.
error-not-running = Your exam has not started.
error-paused = Your exam is paused and your time stands still. Wait for the proctor.
error-already-paused = This exam is already paused.
error-not-paused = This exam is not paused.
error-over = This exam is over.
error-already-started = This exam has already started.
error-not-this-section = Section { $section } is not being worked on.
error-no-section-running = No section is running.
error-not-this-item = Question { $position } is not on the screen. Reload this page.
error-no-going-back = Question { $position } has been answered and cannot be changed in this section.
error-no-such-option = Question { $position } has no such option. Choose one of those shown.
error-no-flags-here = This section has no doubtful marks.
error-time-is-up = The time of this section is over. What arrived before is stored.
error-unknown-reason = That reason is not in the list. Choose one of those shown.
error-unknown-category = That category is not in the list. Choose one of those shown.
error-no-help-wanted = This participant is not calling the proctor.
error-seconds-out-of-range = The time to add must be more than 0 and at most { $most } seconds.
error-empty-text = First write the text (at most { $most } characters).
error-seat-taken = Seat { $seat } belongs to another participant.
error-same-seat = This participant already has seat { $seat }.
error-no-place = There is no computer or locked PIN to release.

error-hall-prepared = This hall has already been prepared.
error-hall-already-open = The session in this hall is already open.
error-hall-closed = The session in this hall has been closed.
error-hall-has-unfinished = Some participants are still working. First let them finish, or stop their exams.
error-hall-name-differs = The hall's name differs. Type exactly: { $name }
error-unknown-hall = This hall is not known. Go back to the list of halls.
error-unknown-sitting = This participant is not known. Reload the board.
error-unknown-seat = There is no seat { $seat } in this hall.
error-seat-first = First choose this computer's hall and seat number.
error-unknown-participant = This participant number or NIP is not registered in this hall. Look at your card or call the proctor.
error-reason-wanted = First write the reason; it goes into the minutes.
error-not-logged-in = Log in again with your user name and password.
error-not-allowed = Your role does not allow this.
error-wrong-login = User name or password does not match.

error-malformed = The request from this computer could not be read (part: { $field }). Reload the page; if it happens again, call the proctor.
error-unknown-command = The server does not know the command { $command }. Reload this page.
error-too-many-messages = Too many requests from this computer. Wait a few seconds.
error-cross-site = This request did not come from the exam page and was refused.
error-failed = The server could not carry out this request. Nothing is lost; it is tried again by itself.
error-not-found = There is no such page.
error-bad-request = This request could not be carried out. Go back, reload the page and try again.
error-too-large = This file is too large.
