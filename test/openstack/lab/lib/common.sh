# Sourced by every script of the lab: settings and small helpers.
set -euo pipefail
LAB=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$LAB/config"
say() { printf '%s %s\n' "$(date +%H:%M:%S)" "$*" >&2; }
die() { say "error: $*"; exit 1; }

# Pid, as this machine sees it, of the lab's first process; fails if none lives.
lab_pid() {
  local p
  p=$(cat "$LAB_RUN/pid" 2>/dev/null) && [ -n "$p" ] &&
    [ "$(readlink "/proc/$p/ns/net" 2>/dev/null)" = "$(cat "$LAB_RUN/netns" 2>/dev/null)" ] && echo "$p"
}

# Runs a command inside of the lab.
inside() { nsenter --target "$(lab_pid)" --mount --uts --ipc --net --pid --root --wd -- "$@"; }

# render FROM TO: copies a tree, with @NAME@ replaced by the setting of that name.
render() {
  local f expr='' v
  for v in LAB_IP FIP_NET LAB_PASSWORD LAB_REGION; do expr+="s#@${v#LAB_}@#${!v}#g;s#@$v@#${!v}#g;"; done
  expr+="s#@HOST@#$LAB_NAME#g;"
  (cd "$1" && find . -type f) | while read -r f; do
    mkdir -p "$2/$(dirname "$f")"
    sed "$expr" "$1/$f" > "$2/$f"
  done
}
