"""Write the sample brands' exports: `python sample_data/make.py [OUTDIR]`."""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # run as a script, only this folder is on the path

from sample_data import larkvale, plan, velmora  # noqa: E402 (the path comes first)


def main(out: Path) -> None:
    """Write each brand's folder, and what a right reader finds in it."""
    expected = []
    for brand in (velmora, larkvale):
        folder = out / brand.FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        for file in brand.files():
            (folder / file.name).write_bytes(file.content)
            expected.append(file.as_json(brand.FOLDER))
    (out / velmora.FOLDER / plan.FILE).write_text(plan.text(), encoding="utf-8")
    (out / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(expected)} files in {out}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
