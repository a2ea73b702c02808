# Reads lines until the launcher is gone, however it went: its end of the pipe is then closed.
# Then ends the processes it was told of and removes the folder.
#   add PID | drop PID | folder PATH
trap '' HUP INT QUIT TERM PIPE
children=' '
folder=''
while read -r word value; do
  case $word in
    add) children="$children$value " ;;
    drop)
      case $children in
        *" $value "*) children="${children%%" $value "*} ${children#*" $value "}" ;;
      esac
      ;;
    folder) folder=$value ;;
  esac
done

living() {
  for child in $children; do
    kill -0 "$child" 2>/dev/null && return 0
  done
  return 1
}

# await TENTHS
await() {
  tenths=$1
  while [ "$tenths" -gt 0 ] && living; do
    sleep 0.1
    tenths=$((tenths - 1))
  done
}

if living; then
  kill -TERM $children 2>/dev/null
  await 20
  kill -KILL $children 2>/dev/null
  await 20
fi
if [ -n "$folder" ]; then
  rm -rf "$folder" || { sleep 0.5; rm -rf "$folder"; }
fi
