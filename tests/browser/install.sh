#!/bin/sh
# Make sure that the browser tests have a browser, Chinese fonts, a reverse proxy and the library by which Mesa draws live
# maps in half the time: Debian's chromium, fonts-noto-cjk, nginx-light and libegl1.
# Installs them where it may; where it may not, says what to do.
set -eu

need=""
[ -x /usr/bin/chromium ] || need="chromium"
fc-list ':lang=zh' 2>/dev/null | grep -q . || need="$need fonts-noto-cjk"
[ -x /usr/sbin/nginx ] || need="$need nginx-light"
PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | grep -q 'libEGL\.so\.1' || need="$need libegl1"
need=$(echo $need)
[ -z "$need" ] && exit 0

say() {
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
echo "Installing $need …"
$as_root apt-get update -qq || say
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq $need >/dev/null || say
