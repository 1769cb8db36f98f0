"""Debian's nginx on this machine with the file that is shipped (deploy/nginx.conf), on ports that are free."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[3]
NGINX = "/usr/sbin/nginx"
SHIPPED = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
PORTS = (8501, 8502)  # as shipped
AROUND = """
daemon off;
master_process off;
pid nginx.pid;
events {}
http {
    access_log off;
    client_body_temp_path body; proxy_temp_path proxy;
    fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    include chengyu.conf;
    MORE
}
"""


def written(folder: Path, port: int, servers: tuple[int, int], more: str = "") -> Path:
    """Write the shipped file and one around it that nginx can be started with by anybody; return the latter.

    Args:
        folder: of both, and of what nginx writes.
        port: that nginx listens on.
        servers: ports of the two servers of the product.
        more: what else stands in "http".
    """
    told = SHIPPED
    for shipped, there in zip(PORTS, servers, strict=True):
        assert f"server 127.0.0.1:{shipped}" in told
        told = told.replace(f"127.0.0.1:{shipped}", f"127.0.0.1:{there}").replace(f"~:{shipped}$", f"~:{there}$")
    assert "listen 80;" in told
    (folder / "chengyu.conf").write_text(told.replace("listen 80;", f"listen 127.0.0.1:{port};"), encoding="utf-8")
    around = folder / "nginx.conf"
    around.write_text(AROUND.replace("MORE", more), encoding="utf-8")
    return around


@contextmanager
def started(around: Path, address: str) -> Iterator[None]:
    """Run nginx with a file of ``written`` until the end of the block; it answers at ``address`` from its beginning."""
    said = around.with_name("error.log")
    process = subprocess.Popen([NGINX, "-p", str(around.parent), "-c", str(around), "-e", str(said)])
    try:
        for _ in range(480):
            try:
                urlopen(address, timeout=5).close()  # noqa: S310 - our own server
                break
            except URLError:
                assert process.poll() is None, said.read_text()
                time.sleep(0.25)
        yield
    finally:
        process.terminate()
        process.wait()
