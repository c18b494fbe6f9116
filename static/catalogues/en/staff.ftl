product-name = CAT Server
page-participant = Exam · CAT Server
page-board = Proctor board
page-needs-script = This page needs JavaScript. Call the proctor.
problem = Something is in the way
go-back = Go back
staff-navigation = Staff pages
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
no-halls = There is no hall yet.
hall-state-preparing = Being prepared
hall-state-open = Open
hall-state-closed = Closed
hall-seats = { $n ->
    [one] One seat
   *[other] { $n } seats
 }
