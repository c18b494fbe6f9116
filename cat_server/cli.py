"""The command line: `cat-server check | publish | simulate | serve | demo | journal | verify | fit | …`."""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from cat_server import bank_arguments, generate_command
from cat_server import settings as settings_module
from cat_server.analysis_arguments import add_parsers
from cat_server.settings import Settings, SettingsError

CONFIG = Path(__file__).resolve().parent.parent / "config" / "gunicorn.conf.py"
FEW_FILES = 4096


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when it did what was asked."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cat-server", description="An exam server for supervised halls.")
    commands = parser.add_subparsers(required=True, metavar="command")

    check = commands.add_parser(
        "check", help="report every problem of a bank, with file and line; writes nothing"
    )
    check.add_argument("bank", type=Path)
    check.add_argument("plan", type=Path, nargs="?", help="check the bank against this exam plan, too")
    check.set_defaults(run=_check)

    publish = commands.add_parser("publish", help="freeze a bank and an exam plan into a release")
    publish.add_argument(
        "bank", type=Path, help="folder of the bank; with --stored the id of one in the server"
    )
    publish.add_argument(
        "plan", type=Path, help="file of the plan; with --stored the id of one in the server"
    )
    publish.add_argument("--stored", action="store_true", help="bank and plan are those in the server")
    publish.add_argument("--calibration", type=Path, help="calibration file whose parameters it shall hold")
    publish.set_defaults(run=_publish)

    promote = commands.add_parser("promote", help="decide about items on trial, after an online calibration")
    promote.add_argument("calibration", help="the file that `calibrate --online` wrote, or its digest")
    promote.add_argument("items", nargs="*", help="items that shall count from the next release on")
    promote.add_argument("--retire", default="", help="items to give up, by comma")
    promote.add_argument(
        "--against-evidence",
        action="store_true",
        help="promote items whose evidence says hold or retire, too",
    )
    promote.set_defaults(run=_promote)

    simulate = commands.add_parser("simulate", help="try a release on simulated participants, and draw it")
    simulate.add_argument("release", help="digest of the release, or its first digits")
    simulate.add_argument("--n", type=_positive, default=1000, help="simulated participants (1,000)")
    simulate.add_argument("--seed", type=int, default=1, help="the same seed gives the same result (1)")
    simulate.add_argument("--out", type=Path, help="folder of the drawings (simulation-<digest>)")
    simulate.set_defaults(run=_simulate)

    serve = commands.add_parser("serve", help="start the server")
    serve.set_defaults(run=_serve)

    demo = commands.add_parser("demo", help="start the server with a demo programme in it")
    demo.add_argument(
        "--bots", type=int, default=0, help="simulated participants that sit the exam (at most 24)"
    )
    demo.add_argument(
        "--seconds-per-item", type=float, default=12.0, help="how long a simulated participant thinks"
    )
    demo.add_argument("--fresh", action="store_true", help="forget the demo of last time")
    demo.set_defaults(run=_demo)

    read = commands.add_parser("journal", help="print the journal of a sitting (or a hall) readably")
    read.add_argument("sitting", help="id of the sitting, or the participant's number")
    read.set_defaults(run=_journal)

    verify = commands.add_parser("verify", help="derive everything again and name any difference")
    verify.set_defaults(run=_verify)
    add_parsers(commands, _analyse)
    generate_command.add_parser(commands, _generate)
    bank_arguments.add_parsers(commands, _bank)
    return parser


def _check(options: argparse.Namespace) -> int:
    from item_bank.checks import check  # noqa: PLC0415 - a command imports what it needs, so that --help is quick
    from item_bank.exam_plan import read_plan  # noqa: PLC0415
    from item_bank.findings import in_reading_order  # noqa: PLC0415
    from item_bank.formats.folder import read_bank  # noqa: PLC0415

    bank, found = read_bank(options.bank)
    findings = list(found)
    plan = None
    if options.plan is not None:
        plan, more = read_plan(options.plan, bank)
        findings += more
    if bank is not None:
        findings += check(bank, plan)
    findings = in_reading_order(findings)  # reading has told some of what a check finds again
    for finding in findings:
        print(finding.render())
    n_errors = sum(finding.severity == "error" for finding in findings)
    n_items = len(bank.items) if bank else 0
    print(f"{n_items} items, {n_errors} errors, {len(findings) - n_errors} warnings.")
    return 1 if n_errors else 0


def _publish(options: argparse.Namespace) -> int:
    from cat_server.app import create_server  # noqa: PLC0415
    from cat_server.banks.reading import UnknownBankError  # noqa: PLC0415
    from cat_server.publishing import BankHasErrorsError, publish, publish_stored  # noqa: PLC0415

    server = create_server(settings_module.load())
    try:
        by = f"shell:{os.environ.get('USER', 'unknown')}"
        if options.stored:
            content = options.calibration.read_bytes() if options.calibration else None
            digest = publish_stored(server, str(options.bank), str(options.plan), by=by, calibration=content)
        else:
            digest = publish(server, options.bank, options.plan, by=by, calibration=options.calibration)
    except UnknownBankError as error:
        print(f"There is no {error} in this database.", file=sys.stderr)
        return 1
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    except BankHasErrorsError as error:
        for finding in error.findings:
            print(finding.render())
        print(f"Nothing was published: mend the {len(error.findings)} errors above first.")
        return 1
    finally:
        server.database.close()
    print(f"Published as release {digest}.")
    return 0


def _promote(options: argparse.Namespace) -> int:
    from cat_server import promoting  # noqa: PLC0415
    from cat_server.app import create_server  # noqa: PLC0415

    server = create_server(settings_module.load())
    try:
        code, lines = promoting.run(
            server,
            options.calibration,
            promote=tuple(options.items),
            retire=tuple(part for each in options.retire.split(",") if (part := each.strip())),
            by=f"shell:{os.environ.get('USER', 'unknown')}",
            is_against_evidence=options.against_evidence,
        )
    finally:
        server.database.close()
    print("\n".join(lines), file=sys.stderr if code else sys.stdout)
    return code


def _simulate(options: argparse.Namespace) -> int:
    # Before numpy is there: its threads would wait for each other, and their number can change a last digit.
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    from cat_server import simulate_command  # noqa: PLC0415
    from cat_server.app import create_server  # noqa: PLC0415

    server = create_server(settings_module.load())
    try:
        found = simulate_command.run(
            server.releases,
            options.release,
            n_participants=options.n,
            seed=options.seed,
            folder=options.out,
        )
    except simulate_command.UnknownReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        server.database.close()
    print("\n".join(found))
    return 0


def _analyse(options: argparse.Namespace) -> int:
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    from cat_server import analysis_commands  # noqa: PLC0415

    code, lines = analysis_commands.run(options)
    print("\n".join(lines), file=sys.stderr if code else sys.stdout)
    return code


def _bank(options: argparse.Namespace) -> int:
    from cat_server import bank_commands  # noqa: PLC0415
    from cat_server.app import create_server  # noqa: PLC0415

    if options.kind == "template":
        return bank_commands.write_template(options.out, options.languages, options.headers)
    server = create_server(settings_module.load())
    try:
        return bank_commands.run(server.banks, options, by=f"shell:{os.environ.get('USER', 'unknown')}")
    finally:
        server.database.close()


def _generate(options: argparse.Namespace) -> int:
    code, lines = generate_command.run(options)
    print("\n".join(lines), file=sys.stderr if code else sys.stdout)
    return code


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be 1 or more, got {text}")
    return number


def _serve(_options: argparse.Namespace) -> int:
    configured = settings_module.load()
    _raise_file_limit(configured)
    os.execv(sys.executable, _server_command())  # noqa: S606 - the server takes this process's place


def _server_command() -> list[str]:
    return [sys.executable, "-m", "gunicorn", "-c", str(CONFIG), "cat_server.wsgi:create()"]


def _raise_file_limit(configured: Settings) -> None:
    """Every connection needs a file handle; the usual limit of 1,024 stops a hall of 600."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(FEW_FILES, 2 * configured.largest_hall)
    if soft < wanted:
        reachable = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (reachable, hard))
        if reachable < wanted:
            print(
                f"This system lets the server open only {reachable} files, which is enough for about "
                f"{reachable // 2} participants. Raise it with `ulimit -n {wanted}` before starting.",
                file=sys.stderr,
            )


def _demo(options: argparse.Namespace) -> int:
    from cat_server import demo_run  # noqa: PLC0415

    return demo_run.run(
        settings_module.load(),
        command=_server_command(),
        n_bots=options.bots,
        seconds_per_item=options.seconds_per_item,
        is_fresh=options.fresh,
    )


def _journal(options: argparse.Namespace) -> int:
    from cat_server import journal_print  # noqa: PLC0415
    from cat_server.app import create_server  # noqa: PLC0415

    server = create_server(settings_module.load())
    lines = journal_print.lines(server, options.sitting)
    if not lines:
        print(
            f"There is no sitting, hall or participant {options.sitting!r} in this database.", file=sys.stderr
        )
        return 1
    print("\n".join(lines))
    return 0


def _verify(_options: argparse.Namespace) -> int:
    from cat_server.app import create_server  # noqa: PLC0415
    from cat_server.verification import verify  # noqa: PLC0415

    started = time.perf_counter()
    found = verify(create_server(settings_module.load()))
    print(
        f"{found.n_sittings} sittings and {found.n_halls} halls with {found.n_events} events: "
        f"{found.n_choices} choices and {found.n_abilities} abilities computed again "
        f"in {time.perf_counter() - started:.1f} s."
    )
    for difference in found.differences:
        print(difference)
    print(f"{len(found.differences)} differences." if found.differences else "No difference.")
    return 1 if found.differences else 0


if __name__ == "__main__":
    sys.exit(main())
