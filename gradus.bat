@echo off
rem Starts Gradus on an installed Java 25 or newer; see gradus. In a source tree it builds on first use
rem (delete cli\target\gradus to build again). GRADUS_JAVA_OPTS holds further options for java.
setlocal
set "HOME_DIR=%~dp0"
set "BUILT=%HOME_DIR%"
if exist "%HOME_DIR%pom.xml" set "BUILT=%HOME_DIR%cli\target\gradus\"
set "LIB=%BUILT%lib"
set OPTIONS=--add-modules jdk.incubator.vector -Dgradus.start=scalar -XX:+UseSerialGC -Xlog:disable -Xlog:all=error:stderr

if exist "%HOME_DIR%pom.xml" if not exist "%BUILT%built" call :build || exit /b 1
call "%HOME_DIR%bin\find-jdk.cmd" java || exit /b 1
if /i "%~1"=="jshell" goto shell
rem what is no program is told in prose by the command line
if /i not "%~1"=="run" goto command
if "%~2"=="" goto command
if "%~2"=="-h" goto command
if "%~2"=="--help" goto command
set "SECOND=%~2"
if "%SECOND:~0,1%"=="-" goto program
if /i "%~x2"==".java" if exist "%~2" goto program
:command
"%JAVA_HOME%\bin\java.exe" %OPTIONS% "-Dgradus.command=%~0" %GRADUS_JAVA_OPTS% --module-path "%LIB%" -m gradus.cli/gradus.cli.Gradus %*
exit /b %ERRORLEVEL%

:program
rem %* still begins with "run", so the arguments are collected anew
set "ARGUMENTS="
:collect
shift
if "%~1"=="" goto start
set ARGUMENTS=%ARGUMENTS% %1
goto collect
:start
"%JAVA_HOME%\bin\java.exe" %OPTIONS% %GRADUS_JAVA_OPTS% --module-path "%LIB%" --add-modules ALL-MODULE-PATH %ARGUMENTS%
exit /b %ERRORLEVEL%

:shell
rem %* still begins with "jshell", so the arguments are collected anew
set "ARGUMENTS="
:collectshell
shift
if "%~1"=="" goto startshell
set ARGUMENTS=%ARGUMENTS% %1
goto collectshell
:startshell
"%JAVA_HOME%\bin\jshell.exe" --module-path "%LIB%" --add-modules ALL-MODULE-PATH,jdk.incubator.vector -R-Dgradus.start=scalar --startup DEFAULT --startup "%HOME_DIR%bin\gradus.jsh" %ARGUMENTS%
exit /b %ERRORLEVEL%

:build
echo building Gradus, once ... 1>&2
if exist "%LIB%" rmdir /s /q "%LIB%"
pushd "%HOME_DIR%"
call mvnw.cmd -q -Dquick -DskipTests -pl cli -am package 1>&2
if errorlevel 1 (popd & exit /b 1)
popd
type nul > "%BUILT%built"
exit /b 0
