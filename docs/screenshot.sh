#!/usr/bin/env bash
# Takes the picture of the Flink UI that docs/reference/watch.md shows: a demo, a real browser, one page.
#
#   docs/screenshot.sh [FILE]     default: docs/images/flink-ui.png
#   BROWSER_BIN                   the browser; without it, a Chromium that is installed. Nothing is installed here.
set -euo pipefail
home=$(cd -- "$(dirname -- "$0")/.." && pwd)
picture=${1:-$home/docs/images/flink-ui.png}
port=${PORT:-18081}

browser=${BROWSER_BIN:-}
for name in chromium chromium-headless-shell chromium-browser google-chrome; do
    [ -n "$browser" ] || browser=$(command -v "$name" || true)
done
if [ -z "$browser" ]; then
    echo "SKIPPED: no picture was taken, for there is no Chromium here (Debian: apt install chromium)" >&2
    exit 0
fi

work=$(mktemp -d)
demo=
cleanup() {
    if [ -n "$demo" ] && kill -0 "$demo" 2>/dev/null; then
        kill -TERM "$demo" && wait "$demo" || true
    fi
    rm -rf -- "$work"
}
trap cleanup EXIT

ln -s "$home/contracts" "$home/sql" "$work/"
cd "$work"
"$home/millrace" demo --rate 500 --parallelism 2 --ui-port "$port" >demo.out 2>&1 &
demo=$!

# The page is worth a picture when the job runs and has read something.
page=http://127.0.0.1:$port
job=
for _ in $(seq 120); do
    kill -0 "$demo" || { cat demo.out >&2; exit 1; }
    job=$(curl -fs "$page/jobs/overview" | grep -o '"jid":"[0-9a-f]*","name":"transactions@[0-9]*"[^}]*"state":"RUNNING"' | grep -o '[0-9a-f]\{32\}' || true)
    [ -z "$job" ] || break
    sleep 1
done
[ -n "$job" ] || { echo "the job did not come up; the demo said:" >&2; cat demo.out >&2; exit 1; }
sleep 20

mkdir -p "$(dirname -- "$picture")"
"$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1700,900 --virtual-time-budget=20000 \
    --user-data-dir="$work/profile" --screenshot="$work/page.png" "$page/#/job/running/$job/overview" >browser.out 2>&1 || {
    cat browser.out >&2
    exit 1
}
mv "$work/page.png" "$picture"
echo "$picture"
