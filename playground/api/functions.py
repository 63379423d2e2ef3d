"""`functions.*`: the end of a workflow step."""

from playground.api.ask import Ask
from playground.api.errors import SlackError, invalid_arguments, refused
from playground.world.nouns import Json, Run


def complete_success(ask: Ask) -> Json:
    """`functions.completeSuccess`: every output the manifest requires must be there."""
    run = _run(ask)
    outputs = ask.value("outputs")
    if not isinstance(outputs, dict):
        raise invalid_arguments("must provide an object [json-pointer:/outputs]")
    step = ask.world.manifest.step(run.callback_id)
    declared = step.output_parameters if step else {}
    missing = [name for name in declared.get("required", ()) if outputs.get(name) is None]
    unknown = outputs.keys() - declared.get("properties", declared).keys()
    if missing or unknown:
        problems = [f"missing required field: {name}" for name in missing]
        problems += [f"invalid additional property: {name}" for name in sorted(unknown)]
        raise refused("parameter_validation_failed", problems)
    run.outputs = outputs
    return {}


def complete_error(ask: Ask) -> Json:
    """`functions.completeError`."""
    run = _run(ask)
    run.error = ask.need("error")
    return {}


def _run(ask: Ask) -> Run:
    run = ask.team.runs.get(ask.need("function_execution_id"))
    if run is None:
        raise SlackError("function_execution_not_found")
    if run.ended:
        raise SlackError("function_execution_not_in_running_state")
    return run
