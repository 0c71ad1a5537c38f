#!/bin/bash
# Speaks ntlm-server-1 as ntlm_auth of Samba 4.17 does, of an account CORP\User with the password
# clientPass (RFC 2759 section 9.2). First argument: a folder, where the file "mode" tells what to do
# and every question is written down; the number of starts is the number of files "start.*".
folder=$1
: >"$folder/start.$$"
declare -A field
say() { printf '%s\n' "$@"; }
plain() { printf '%s' "${field[$1]}" | base64 -d; }
refuse() { say 'Authenticated: No' "Authentication-Error: $1" . .; }
mode() { echo "$1" >"$folder/mode.$$" && mv "$folder/mode.$$" "$folder/mode"; }
answer() {
  local name domain
  name=$(plain 'Username:'); domain=$(plain 'NT-Domain:')
  if [ "$domain\\$name" != 'CORP\User' ] && [ "$domain\\$name" != 'corp.example\User' ]; then
    if [ -n "${field[Password:]}" ]; then say 'Authenticated: No' .
    else refuse 'The specified account does not exist.'; fi
  elif [ "${field[Password:]}" = Y2xpZW50UGFzcw== ]; then say 'Authenticated: Yes' .
  elif [ -n "${field[Password:]}" ]; then say 'Authenticated: No' .
  elif [ "${field[LANMAN-Challenge]}" = D02E4386BCE91226 ] &&
    [ "${field[NT-Response]}" = 82309ECD8D708B5EA08FAA3981CD83544233114A3D85D6DF ]; then
    say 'Authenticated: Yes' 'User-Session-Key: 41C00C584BD2D91C4017A2A12FA59F3F' .
  else refuse 'When trying to update a password, this return status indicates that the value provided as the current password is not correct.'
  fi
}
while IFS= read -r line; do
  printf '%s\n' "$line" >>"$folder/asked"
  if [ "$line" != . ]; then
    field[${line%%: *}]=${line#*: }
    continue
  fi
  mode=$(cat "$folder/mode")
  nobody=; [ "$(plain 'Username:')" != 'vedette?nobody' ] || nobody=yes
  case $mode in
    works) answer ;;
    says\ *) refuse "${mode#says }" ;;
    bare\ *) if [ -n "$nobody" ]; then refuse "${mode#bare }"; else say 'Authenticated: No' .; fi ;;
    keyless) if [ -n "$nobody" ]; then answer; else say 'Authenticated: Yes' .; fi ;;
    hangs) if [ -n "$nobody" ]; then answer; else exec sleep 60; fi ;;
    dies) exit 1 ;;
    dies-once) if [ -n "$nobody" ]; then answer; else mode works; exit 1; fi ;;
    early) mode works; answer; say 'Authenticated: Yes' .; : >"$folder/said" ;;
    raw\ *) if [ -n "$nobody" ]; then answer; else printf '%b' "${mode#raw }"; fi ;;
  esac
  field=()
done
