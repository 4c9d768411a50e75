; Beside the installer an administrator may lay provisioning.json (docs/first-run.md). It is copied to where the app looks for
; it and where no update removes it: the user's %APPDATA%.
!macro customInstall
  ${If} ${FileExists} "$EXEDIR\provisioning.json"
    CreateDirectory "$APPDATA\Colleague Messaging"
    CopyFiles /SILENT "$EXEDIR\provisioning.json" "$APPDATA\Colleague Messaging\provisioning.json"
  ${EndIf}
!macroend
