# What stands before each block of the pages: those commands that here are not what they are there.

stays() { "$PYTHON" -m tests.docs.hands "$@"; }

# the UI and the server go on until somebody leaves; passwords are asked for
annotate() {
  case " $* " in
    "  " | " --project ${2-} ") stays "$@" ;;
    *" demo "* | *" serve "* | *" --watch "*) stays "$@" ;;
    *" --unanimous "* | *" --designate"*) command annotate "$@" ;;
    " adjudicate "*) stays "$@" ;;
    " hub add "*) echo THE-PASSWORD | command annotate "$@" ;;
    *) command annotate "$@" ;;
  esac
}

# what a target does is not done, but it must be there
make() { command make --directory "$CHECKOUT" --dry-run "$@" > /dev/null; }

# a new, empty one, whatever an earlier block left
createdb() { dropdb --force --if-exists "$1" && command createdb "$1"; }

# no other machine is here that it could lead to
ssh() { :; }

set -euo pipefail
