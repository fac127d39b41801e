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

rem npm bewaart wat het heeft klaargezet. Is package-lock.json daarna veranderd, of is het klaarzetten
rem halverwege gestopt, dan moet het opnieuw.
fc /b package-lock.json node_modules\.rondbrief-lock.json >nul 2>nul
if errorlevel 1 (
  echo Rondbrief wordt klaargezet. Dat duurt een paar minuten.
  call npm ci
  if errorlevel 1 (
    echo Wat nu: controleer de internetverbinding en dubbelklik daarna opnieuw.
    pause
    exit /b 3
  )
  copy /y package-lock.json node_modules\.rondbrief-lock.json >nul
)

echo Laat dit venster open. Sluiten is stoppen.
node bin\rondbrief.js start
if errorlevel 1 pause
