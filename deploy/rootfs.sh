#!/usr/bin/env bash
# Fills DIR with the file system of podid's image: what the executable is linked with, CA certificates, and `ip` for `podid agent initialize`.
#
#   deploy/rootfs.sh DIR [amd64|arm64]
#
# From the Debian packages that deploy/debian-packages.txt pins (name, version, sha256), by the sources that apt has on this machine.
# The executable itself comes in by `podid image --rootfs DIR`.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=${1:?usage: deploy/rootfs.sh DIR [amd64|arm64]}
arch=${2:-$(dpkg --print-architecture)}
case $arch in
  amd64) triplet=x86_64-linux-gnu loader=lib64/ld-linux-x86-64.so.2 ;;
  arm64) triplet=aarch64-linux-gnu loader=lib/ld-linux-aarch64.so.1 ;;
  *) echo "rootfs.sh: no such architecture here: $arch (amd64 or arm64)" >&2; exit 2 ;;
esac
if [ -e "$root" ] && [ -n "$(ls -A "$root")" ]; then
  echo "rootfs.sh: $root is not empty: name another folder, or remove it first." >&2
  exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Apt with lists of its own, so that neither another architecture nor a fresh index changes this machine.
mkdir -p "$work"/{state/lists/partial,cache/archives/partial,debs}
: >"$work/status"
apt() {
  apt-get -qq -o APT::Architecture="$arch" -o APT::Architectures="$arch" -o Dir::State="$work/state" -o Dir::State::status="$work/status" \
    -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
}
# The lists of this machine do where they are fresh enough to have what is pinned; else new ones are fetched, once.
if [ "$arch" = "$(dpkg --print-architecture)" ]; then cp -r /var/lib/apt/lists/. "$work/state/lists/" 2>/dev/null || true; fi
updated=
fetch() { # PACKAGE=VERSION
  (cd "$work/debs" && apt download "$1") >>"$work/log" 2>&1 && return
  [ -z "$updated" ] || return 1
  updated=1
  apt update >>"$work/log" 2>&1 || true
  (cd "$work/debs" && apt download "$1") >>"$work/log" 2>&1
}

while read -r of name version sum; do
  [ "$of" = "$arch" ] || continue
  if ! fetch "$name=$version"; then
    tail -n 3 "$work/log" >&2
    echo "rootfs.sh: $name $version is not to be had. Debian keeps only the newest: put its version and sha256 into deploy/debian-packages.txt, or let apt read a snapshot of the archive." >&2
    exit 1
  fi
  deb=$(echo "$work/debs/${name}_"*.deb)
  echo "$sum  $deb" | sha256sum --check --quiet >&2 || { echo "rootfs.sh: $name $version is not the package that is pinned." >&2; exit 1; }
  mkdir -p "$work/tree"
  dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$work/tree" --no-same-owner
  rm "$deb"
done <"$here/debian-packages.txt"

# One /usr, with the old names as links; of each package what runs, and its licence.
mkdir -p "$root"/{etc/ssl/certs,tmp,run,proc,sys,dev,usr/bin,usr/sbin,usr/lib/$triplet,usr/share/doc}
for name in bin sbin lib; do ln -s "usr/$name" "$root/$name"; done
for lib in "$work/tree/lib/$triplet" "$work/tree/usr/lib/$triplet"; do
  [ -d "$lib" ] && find "$lib" -maxdepth 1 -name '*.so*' -exec cp -a {} "$root/usr/lib/$triplet/" \;
done
if [ "$arch" = amd64 ]; then
  mkdir "$root/usr/lib64"
  ln -s usr/lib64 "$root/lib64"
  ln -s "../lib/$triplet/ld-linux-x86-64.so.2" "$root/usr/lib64/ld-linux-x86-64.so.2"
else
  ln -s "$triplet/ld-linux-aarch64.so.1" "$root/usr/lib/ld-linux-aarch64.so.1"
fi
cp "$work/tree/bin/ip" "$root/usr/sbin/ip"
for doc in "$work"/tree/usr/share/doc/*/copyright; do
  package=$(basename "$(dirname "$doc")")
  mkdir -p "$root/usr/share/doc/$package"
  cp -L "$doc" "$root/usr/share/doc/$package/copyright"
done
find "$work/tree/usr/share/ca-certificates/mozilla" -name '*.crt' -print0 | LC_ALL=C sort -z | xargs -0 cat >"$root/etc/ssl/certs/ca-certificates.crt"
printf 'root:x:0:0:root:/root:/usr/sbin/nologin\nnonroot:x:65532:65532:nonroot:/:/usr/sbin/nologin\n' >"$root/etc/passwd"
printf 'root:x:0:\nnonroot:x:65532:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
chmod 1777 "$root/tmp"
[ -e "$root/$loader" ] || { echo "rootfs.sh: the loader $loader is missing." >&2; exit 1; }
echo "$root: $(du -sm "$root" | cut -f1) MB for $arch"
