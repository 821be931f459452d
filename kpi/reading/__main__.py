"""The worker process, started once a drop by `kpi.reading.drop`: names in, lines of JSON and Arrow files out."""

import json
import sys
import traceback

from kpi.reading import limits, worker


def main(reader: str = worker.READER) -> None:
    """Confine this process, then read the files named on standard input; end after an error nobody foresaw."""
    limits.confine()
    sys.meta_path.insert(0, worker.WithoutPandas())
    answers = worker.own_standard_output()
    read = worker.named(reader)
    worker.say(answers, ready=True)
    for line in sys.stdin:
        job = json.loads(line)
        worker.say(answers, file=job["file"], started=True)
        try:
            answer = worker.answer(job, read)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 (the worker's edge: a library may raise whatever it likes)
            traceback.print_exc(file=sys.stderr)
            answer = worker.unforeseen(error)
        worker.say(answers, file=job["file"], **answer)
        if answer.get("last"):
            return


if __name__ == "__main__":
    main(*sys.argv[1:2])
