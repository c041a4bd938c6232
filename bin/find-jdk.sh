# Sourced by mvnw and gradus. POSIX sh.
#
# find_jdk TOOL   sets JAVA_HOME to a Java 25 or newer that has bin/TOOL (javac to build, java to run), or explains
#                 what to install and returns 1. JAVA_HOME and the java on the PATH come first; then the usual places,
#                 where 25 itself is preferred to anything newer. Versions are read from each `release` file.

jdk_version() { # JDK folder -> feature version, 0 when it is no JDK
    jdk_line=
    if [ -r "$1/release" ]; then
        while IFS= read -r jdk_text; do
            case $jdk_text in JAVA_VERSION=*) jdk_line=${jdk_text#JAVA_VERSION=} ;; esac
        done < "$1/release"
    fi
    jdk_line=${jdk_line#\"}
    jdk_line=${jdk_line%%[!0-9]*}
    jdk_found_version=${jdk_line:-0}
}

jdk_fits() { # JDK folder, tool
    [ -n "$1" ] && [ -x "$1/bin/$2" ] || return 1
    jdk_version "$1"
    [ "$jdk_found_version" -ge 25 ]
}

jdk_of_path() { # the JDK folder behind the java on the PATH, links followed
    jdk_java=$(command -v java 2>/dev/null) || return 0
    jdk_java=$(readlink -f "$jdk_java" 2>/dev/null || printf '%s' "$jdk_java")
    jdk_bin=${jdk_java%/*}
    printf '%s' "${jdk_bin%/*}"
}

find_jdk() {
    if jdk_fits "${JAVA_HOME:-}" "$1"; then
        export JAVA_HOME
        return 0
    fi
    jdk_candidate=$(jdk_of_path)
    if jdk_fits "$jdk_candidate" "$1"; then
        JAVA_HOME=$jdk_candidate
        export JAVA_HOME
        return 0
    fi
    jdk_newer=
    for jdk_candidate in /usr/lib/jvm/* /usr/java/* "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /opt/*jdk* /opt/java/* \
        "${HOME:-}"/.local/share/mise/installs/java/* "${HOME:-}"/.asdf/installs/java/* \
        "$(if [ -x /usr/libexec/java_home ]; then /usr/libexec/java_home -v 25+ 2>/dev/null; fi)"; do
        jdk_fits "$jdk_candidate" "$1" || continue
        if [ "$jdk_found_version" -eq 25 ]; then
            JAVA_HOME=$jdk_candidate
            export JAVA_HOME
            return 0
        fi
        jdk_newer=${jdk_newer:-$jdk_candidate}
    done
    if [ -n "$jdk_newer" ]; then
        JAVA_HOME=$jdk_newer
        export JAVA_HOME
        return 0
    fi
    jdk_candidate=$(jdk_of_path)
    jdk_version "$jdk_candidate"
    cat >&2 <<EOF
Gradus needs a JDK 25 or newer; none was found.
  JAVA_HOME      ${JAVA_HOME:-not set}
  java on PATH   $(command -v java || echo none) (version $jdk_found_version)
  searched       /usr/lib/jvm, /usr/java, /opt, ~/.sdkman/candidates/java, ~/.jdks, mise, asdf, /Library/Java/JavaVirtualMachines
Install one and run the same command again:
  Eclipse Temurin 25, any system   https://adoptium.net/temurin/releases/?version=25
  with SDKMAN                      sdk install java 25-tem
  with Homebrew                    brew install temurin@25
  Debian or Ubuntu                 apt install temurin-25-jdk   (repository: https://adoptium.net/installation/linux)
Or point JAVA_HOME to one that lies elsewhere.
EOF
    return 1
}
