/// Tables from CSV files, found out how they are written.
package gradus.io.csv;
