package gradus.explain.chart;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// A figure's text, read as XML by the JDK's own reader. The module of explain does not need that one, its tests do.
public final class Markup {
    static {
        Module module = Markup.class.getModule();
        module.addReads(ModuleLayer.boot().findModule("java.xml").orElseThrow());
    }

    private final org.w3c.dom.Document document;

    private Markup(org.w3c.dom.Document document) {
        this.document = document;
    }

    /// Reads a text.
    public static Markup of(String text) throws Exception {
        return new Markup(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text))));
    }

    /// Reads a figure.
    public static Markup of(Figure figure) throws Exception {
        return of(figure.svg());
    }

    /// Gives the elements at a path.
    public List<Element> find(String path) throws Exception {
        NodeList nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /// Gives the elements whose class begins so.
    public List<Element> ofClass(String name, String begin) throws Exception {
        return find("//" + name + "[starts-with(@class,'" + begin + "')]");
    }

    /// Gives all words on the page.
    public List<String> words() throws Exception {
        return find("//text").stream().map(Element::getTextContent).toList();
    }
}
