/// The seam to what runs programs: whole plans are handed over, not single operations. Backends are found by
/// [java.util.ServiceLoader].
package gradus.core.spi;
