#!/bin/sh
# Make sure that the browser tests have a browser, Chinese fonts, a reverse proxy and the library by which Mesa draws live
# maps in half the time: Debian's chromium, fonts-noto-cjk, nginx-light and libegl1.
# Installs them where it may; where it may not, says what to do. Then the clients and the database that tests try: a test
# whose program is not there skips itself and says so.
set -eu

need=""
[ -x /usr/bin/chromium ] || need="chromium"
fc-list ':lang=zh' 2>/dev/null | grep -q . || need="$need fonts-noto-cjk"
[ -x /usr/sbin/nginx ] || need="$need nginx-light"
PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | grep -q 'libEGL\.so\.1' || need="$need libegl1"
need=$(echo $need)

more=""
[ -x /usr/bin/ogr2ogr ] || more="gdal-bin"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 ||
    more="$more postgresql postgresql-postgis"
/usr/bin/python3 -c "import qgis.core" 2>/dev/null || more="$more python3-qgis"
more=$(echo $more)
[ -z "$need$more" ] && exit 0

say() {
    [ -z "$need" ] && exit 0
    echo "The browser tests need: $need. Please run:" >&2
    echo "    sudo apt-get update && sudo apt-get install --yes $need" >&2
    echo "On a system without apt, put a Chromium at /usr/bin/chromium, an nginx at /usr/sbin/nginx and install a Chinese font." >&2
    exit 1
}

command -v apt-get >/dev/null 2>&1 || say
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    say
fi
get() { DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
echo "Installing $need $more …"
$as_root apt-get update -qq || say
[ -z "$need" ] || get $need || say
for one in $more; do get "$one" || echo "Without $one some tests are skipped." >&2; done
