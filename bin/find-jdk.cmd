@rem Called by mvnw.cmd and gradus.bat: find-jdk.cmd TOOL sets JAVA_HOME to a Java 25 or newer that has bin\TOOL.exe
@rem (javac to build, java to run), or says what to install and fails. The order is that of find-jdk.sh.
@set "JDK_TOOL=%~1"
@set "JDK_FOUND="
@call :try "%JAVA_HOME%"
@if defined JDK_FOUND goto found
@for /f "delims=" %%j in ('where java 2^>nul') do @call :try "%%~dpj.."
@if defined JDK_FOUND goto found
@for %%p in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks" "%USERPROFILE%\.sdkman\candidates\java" "%USERPROFILE%\scoop\apps") do @for /d %%d in ("%%~p\*") do @call :try "%%~d"
@if defined JDK_FOUND goto found
@echo Gradus needs a JDK 25 or newer; none was found. 1>&2
@echo   JAVA_HOME is "%JAVA_HOME%"; searched: PATH, "%ProgramFiles%" (Eclipse Adoptium, Java, Microsoft, Zulu, Amazon Corretto, BellSoft), "%USERPROFILE%\.jdks", SDKMAN, Scoop. 1>&2
@echo Install Eclipse Temurin 25 (https://adoptium.net/temurin/releases/?version=25, or: winget install EclipseAdoptium.Temurin.25.JDK) 1>&2
@echo and run the same command again, or point JAVA_HOME to one that lies elsewhere. 1>&2
@exit /b 1

:found
@set "JAVA_HOME=%JDK_FOUND%"
@exit /b 0

:try
@if defined JDK_FOUND exit /b 0
@if "%~1"=="" exit /b 0
@if not exist "%~1\bin\%JDK_TOOL%.exe" exit /b 0
@if not exist "%~1\release" exit /b 0
@for /f "tokens=2 delims==." %%v in ('findstr /b "JAVA_VERSION=" "%~1\release"') do @set "JDK_VERSION=%%~v"
@set "JDK_VERSION=%JDK_VERSION:"=%"
@if %JDK_VERSION% GEQ 25 set "JDK_FOUND=%~f1"
@exit /b 0
