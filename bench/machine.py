"""What the machine is that a benchmark ran on, in a line that can be printed above its figures."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """Processor, processors, system and Python, as far as the system tells."""
    processor = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        named = [
            line for line in cpus.read_text(encoding="utf-8").splitlines() if line.startswith("model name")
        ]
        processor = named[0].split(":", 1)[1].strip() if named else processor
    return (
        f"{processor}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}"
    )


if __name__ == "__main__":
    print(machine())
