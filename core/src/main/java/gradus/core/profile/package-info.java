/// Where the time goes: every step of the plans that a backend runs, timed and set beside what the machine can do.
package gradus.core.profile;
