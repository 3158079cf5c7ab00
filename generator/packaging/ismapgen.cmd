@echo off
rem ismapgen in WSL2, called from Windows in the folder where one stands; --exec hands on what
rem is written as it is, without a shell.
wsl.exe --exec ismapgen %*
