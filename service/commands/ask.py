"""`opencairn ask`: a question of ours, answered from the current release."""

import sys
from collections.abc import Collection
from functools import cached_property, partial
from pathlib import Path
from typing import Final

import click
from click.core import ParameterSource
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from ingest.command_options import data_option
from ingest.data_folders import QUERIES
from ingest.questions.binding import substitute, terms
from ingest.questions.catalog import Question, Questions
from ingest.questions.errors import UnknownQuestion
from ingest.questions.files import load
from ingest.questions.parameters import Parameter
from ingest.release import current_release
from service.commands.failures import told
from service.commands.text_table import short, table
from service.near_names import did_you_mean, near_names
from service.questions.presence import present
from service.search.finding import Search
from service.search.near_things import near_things

TABLE: Final = "table"
FORMATS: Final = {
    "csv": QueryResultsFormat.CSV,
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
}


EVERYWHERE: Final = ("data", "format")
format_option = click.option(
    "--format",
    type=click.Choice([TABLE, *FORMATS]),
    default=TABLE,
    show_default=True,
    help="A table cuts long cells and leaves out IRIs of what it names; the others give all.",
)


class AskGroup(click.Group):
    """A group whose commands are the question files; its options may stand before the name or after it."""

    @cached_property
    def questions(self) -> Questions:
        return load(QUERIES)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.questions)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        try:
            return command(self.questions.named(cmd_name))
        except UnknownQuestion as unknown:
            near = did_you_mean(near_names(unknown.name, unknown.known))
            raise click.UsageError(
                f"No question is called {cmd_name!r}.{near}\nSee `opencairn ask --list`.", ctx
            ) from unknown

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as unknown:
            detail = f"{unknown.format_message()} Parameters of a question stand after its name: "
            raise click.UsageError(f"{detail}opencairn ask NAME {unknown.option_name} ...", ctx) from unknown

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, found, rest = super().resolve_command(ctx, args)
        before = [text for option in EVERYWHERE for text in _given(ctx, option)]
        return name, found, [*before, *rest]


def _given(ctx: click.Context, option: str) -> list[str]:
    """An option of the group as it was written, if it was."""
    written = ctx.get_parameter_source(option) is ParameterSource.COMMANDLINE
    return [f"--{option}", str(ctx.params[option])] if written else []


@click.group(
    cls=AskGroup,
    invoke_without_command=True,
    subcommand_metavar="[NAME] [PARAMETERS]...",
    epilog="Example: opencairn ask compute-by-project --project bigscience --format csv",
)
@click.option("--list", "listed", is_flag=True, help="List the questions and stop.")
@format_option
@data_option
@click.pass_context
def ask(ctx: click.Context, /, listed: bool, **_: object) -> None:  # noqa: FBT001 (click passes options by name)
    """Answer one of the questions that come with the product, or list them.

    `opencairn ask NAME --help` shows what a question means and which parameters it takes.
    """
    if listed or ctx.invoked_subcommand is None:
        group = ctx.command
        if isinstance(group, AskGroup):
            click.echo(listing(group.questions), nl=False)
        ctx.exit()


def listing(questions: Questions) -> str:
    """Names and summaries, one question a line."""
    width = max(map(len, questions), default=0)
    return "".join(f"{name.ljust(width)}  {question.summary}\n" for name, question in questions.items())


def command(question: Question) -> click.Command:
    """The command for one question; its options are the question's parameters."""
    example = " ".join(f"--{_option(parameter)} {parameter.example}" for parameter in question.parameters.values())
    made = click.Command(
        question.name,
        callback=partial(answer, question),
        params=[_click_option(parameter) for parameter in question.parameters.values()],
        help=f"{question.summary}.\n\n{question.description}",
        short_help=question.summary,
        epilog=f"Example: opencairn ask {question.name} {example}".rstrip(),
    )
    return data_option(format_option(made))


def _option(parameter: Parameter) -> str:
    return parameter.name.replace("_", "-")


def _click_option(parameter: Parameter) -> click.Option:
    needed = "required" if parameter.default is None else f"default: {parameter.default}"
    return click.Option(
        [f"--{_option(parameter)}", parameter.name],
        metavar=parameter.type.upper(),
        help=f"{parameter.description}, such as {parameter.example}.  [{needed}]",
    )


def answer(question: Question, format: str, data: Path, **values: str | None) -> None:
    """Run the question on the current release and print the rows."""
    given = {name: value for name, value in values.items() if value is not None}
    with told():
        wanted = terms(question, given)
        release = current_release(data)
        store, near = release.open_store(), partial(near_things, partial(Search.of, release))
        query = substitute(question.text, present(store, question, wanted, near))
    rows = _only_solutions(store.query(query)).serialize(format=QueryResultsFormat.JSON) or b""
    sys.stdout.buffer.write(written(rows, format))
    if not any(True for _ in _solutions(rows)):
        click.echo("no rows: nothing in this release answers the question", err=True)


def written(rows: bytes, form: str) -> bytes:
    """SPARQL JSON results in another format."""
    if form == TABLE:
        solutions = _solutions(rows)
        names = [variable.value for variable in solutions.variables]
        columns = [name for name in names if not is_said_by_label(name, names)]
        return table(columns, ([short(row[name]) for name in columns] for row in solutions)).encode()
    text = _solutions(rows).serialize(format=FORMATS[form]) or b""
    return text if text.endswith(b"\n") else text + b"\n"


def is_said_by_label(name: str, names: Collection[str]) -> bool:
    """Whether a column holds the IRIs of what another one names."""
    return name.endswith("_iri") and name.removesuffix("_iri") in names


def _solutions(rows: bytes) -> QuerySolutions:
    return _only_solutions(parse_query_results(rows, format=QueryResultsFormat.JSON))


def _only_solutions(results: object) -> QuerySolutions:
    if not isinstance(results, QuerySolutions):
        raise TypeError("a question is a SELECT query")
    return results
