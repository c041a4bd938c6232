@echo off
rem Runs the Maven that .mvn\wrapper\maven-wrapper.properties names, on an installed JDK 25 or newer; see mvnw.
setlocal
call "%~dp0bin\find-jdk.cmd" javac || exit /b 1

for /f "usebackq tokens=1,* delims==" %%a in ("%~dp0.mvn\wrapper\maven-wrapper.properties") do (
    if "%%a"=="distributionUrl" set "URL=%%b"
    if "%%a"=="distributionSha256Sum" set "SHA256=%%b"
)
set "REST=%URL:*/org/apache/maven/=%"
if defined MVNW_REPOURL set "URL=%MVNW_REPOURL%/org/apache/maven/%REST%"
for %%f in ("%URL:/=\%") do set "NAME=%%~nf"
set "NAME=%NAME:-bin=%"
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "DISTS=%MAVEN_USER_HOME%\wrapper\dists"
set "MAVEN=%DISTS%\%NAME%-%SHA256:~0,8%"
if exist "%MAVEN%\bin\mvn.cmd" goto run

set "PART=%DISTS%\part.%RANDOM%%RANDOM%"
mkdir "%PART%" || exit /b 1
echo mvnw: fetching %URL% 1>&2
curl.exe --fail --silent --show-error --location --retry 3 --output "%PART%\maven.zip" "%URL%" || goto installed
certutil -hashfile "%PART%\maven.zip" SHA256 | findstr /i "%SHA256%" >nul || goto damaged
pushd "%PART%" && "%JAVA_HOME%\bin\jar.exe" xf maven.zip && popd || goto installed
move "%PART%\%NAME%" "%MAVEN%" >nul
rmdir /s /q "%PART%"

:run
"%MAVEN%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%

:damaged
echo mvnw: %URL%: the SHA-256 must be %SHA256%; the download is damaged or not the file named 1>&2

:installed
rmdir /s /q "%PART%"
where mvn.cmd >nul 2>nul || (
    echo mvnw: Maven is not there: %URL% could not be fetched and there is no mvn on the PATH; set MVNW_REPOURL to a mirror, or install Maven 1>&2
    exit /b 1
)
echo mvnw: using the mvn on the PATH instead 1>&2
mvn.cmd %*
exit /b %ERRORLEVEL%
