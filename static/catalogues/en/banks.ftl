# Banks that live in the server: states of items, why a change is refused.

item-state-draft = Draft
item-state-reviewed = Reviewed
item-state-approved = Approved
item-state-practice = Practice
item-state-pretest = On trial
item-state-operational = In use
item-state-retired = Retired

## Why a change is refused

review-unknown-state = There is no state “{ $target }”.
review-already-there = The item is in the state “{ $state }” already.
review-not-from-here = “{ $state }” is not followed by “{ $target }”. Take the steps one by one.
review-own-version = You wrote this version. Somebody else must give it the state “{ $target }”.
review-note-missing = Write a note that says why it goes back to “{ $target }”.
review-not-ready = The item lacks what the state “{ $target }” asks for.
review-changed-meanwhile = Somebody else has changed this in the meantime. Reload the page, look at what is new, and do it again.
review-nothing-changed = Nothing differs from what is there already; nothing was written.
review-unsound = There are errors; nothing was written. Mend them and save again.
review-unknown-bank = There is no such bank.
review-unknown-item = There is no item { $id } in this bank.
review-id-taken = There is an item { $id } in this bank already. Choose another id.
review-media-taken = Other items show the drawing { $name }. Give the new drawing another name.
