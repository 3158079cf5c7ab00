@echo off
rem ismapgen in WSL2, called from Windows in the folder where one stands.
wsl.exe --cd "%CD%" ismapgen %*
