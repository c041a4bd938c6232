/// Networks written in words, such as `conv(32,3) relu maxpool(2) dense(classes)`.
package gradus.nn.words;
