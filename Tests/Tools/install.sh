#!/bin/sh
# Installs what is missing of the things named: swift cmark cc chromium firefox atomic java venv strace faketime disorderfs locales
# nginx apache.
# (atomic: the C library that Playwright's driver needs on Debian; the last six, which make faults and serve pages, are for Linux.)
# With apt-get on Debian and its relatives, with brew on macOS; says what it installs.
set -eu

present() {
  case $1 in
    swift) command -v swift ;;
    cmark) command -v pkg-config && pkg-config --exists libcmark ;;
    cc) command -v cc ;;
    chromium)
      command -v chromium || command -v chromium-browser || command -v google-chrome-stable || command -v google-chrome ||
        test -d "/Applications/Chromium.app" || test -d "/Applications/Google Chrome.app" ;;
    firefox)
      command -v firefox-esr || command -v firefox || test -d "/Applications/Firefox.app" ;;
    atomic) ! command -v dpkg || dpkg -s libatomic1 ;;
    java) java -version ;; # macOS has a `java` that only says where to get one
    venv) python3 -c 'import ensurepip, venv' ;;
    strace | faketime | disorderfs) [ "$(uname)" != Linux ] || command -v "$1" ;;
    nginx) [ "$(uname)" != Linux ] || command -v nginx || test -x /usr/sbin/nginx ;;
    apache) [ "$(uname)" != Linux ] || command -v apache2 || test -x /usr/sbin/apache2 ;;
    locales) [ "$(uname)" != Linux ] || { command -v localedef && test -e /usr/share/i18n/locales/tr_TR; } ;;
  esac >/dev/null 2>&1
}

debian() {
  case $1 in
    cmark) echo libcmark-dev pkg-config ;;
    cc) echo gcc libc6-dev ;;
    chromium) echo chromium ;;
    firefox) if apt-cache show firefox-esr >/dev/null 2>&1; then echo firefox-esr; else echo firefox; fi ;;
    atomic) echo libatomic1 ;;
    java) echo default-jre-headless ;;
    venv) echo python3-venv ;;
    nginx) echo nginx-light ;;
    apache) echo apache2-bin ;;
    strace | faketime | disorderfs | locales) echo "$1" ;;
  esac
}

homebrew() {
  case $1 in
    cmark) echo cmark pkgconf ;;
    chromium) echo google-chrome ;;
    firefox) echo firefox ;;
    java) echo openjdk ;;
    venv) echo python ;;
  esac
}

missing=
for thing in "$@"; do
  present "$thing" || missing="$missing $thing"
done

case "$missing " in
  *" swift "*)
    echo "Swift is missing: get version 6.2 or later from https://www.swift.org/install/ and try again." >&2
    exit 1 ;;
  " ") exit 0 ;;
esac

packages=
if command -v apt-get >/dev/null 2>&1; then
  for thing in $missing; do packages="$packages $(debian "$thing")"; done
  sudo=
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  echo "Installing from Debian's packages:$packages"
  $sudo apt-get -qq update
  # shellcheck disable=SC2086 # each word is a package
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends $packages </dev/null >/dev/null
elif command -v brew >/dev/null 2>&1; then
  for thing in $missing; do packages="$packages $(homebrew "$thing")"; done
  echo "Installing with Homebrew:$packages"
  # shellcheck disable=SC2086
  brew install $packages
else
  echo "Please install, with your system's package manager:$missing" >&2
  exit 1
fi

for thing in $missing; do
  present "$thing" || { echo "Installed, but still not found: $thing" >&2; exit 1; }
done
