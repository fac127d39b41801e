@echo off
rem Dubbelklik om Rondbrief te starten. De browser opent vanzelf.
title Rondbrief
cd /d "%~dp0"

where node >nul 2>nul
if errorlevel 1 (
  echo Node.js staat niet op deze computer.
  echo Wat nu: installeer Node.js van https://nodejs.org en dubbelklik daarna opnieuw.
  pause
  exit /b 3
)

if not exist node_modules\ (
  echo Rondbrief wordt eenmalig klaargezet. Dat duurt een paar minuten.
  call npm ci
  if errorlevel 1 (
    echo Wat nu: controleer de internetverbinding en dubbelklik daarna opnieuw.
    pause
    exit /b 3
  )
)

echo Laat dit venster open. Sluiten is stoppen.
node bin\rondbrief.js start
if errorlevel 1 pause
