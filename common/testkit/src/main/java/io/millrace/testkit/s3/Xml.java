package io.millrace.testkit.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Documents as the service writes and reads them. */
final class Xml {

    private static final String START = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String SPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private final StringBuilder text = new StringBuilder();

    /** A whole document. */
    static String document(String root, Xml content) {
        String space = root.equals("Error") ? "" : " xmlns=\"" + SPACE + '"';
        return START + "<" + root + space + ">" + content.text + "</" + root + ">";
    }

    Xml with(String name, String value) {
        text.append('<')
                .append(name)
                .append('>')
                .append(value.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"))
                .append("</")
                .append(name)
                .append('>');
        return this;
    }

    Xml with(String name, Xml content) {
        text.append('<')
                .append(name)
                .append('>')
                .append(content.text)
                .append("</")
                .append(name)
                .append('>');
        return this;
    }

    Xml and(Xml more) {
        text.append(more.text);
        return this;
    }

    /** The elements of this name in a document that a client sent. */
    static List<Element> elements(byte[] document, String name) throws S3Error {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document parsed = factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
            NodeList found = parsed.getElementsByTagName(name);
            List<Element> elements = new ArrayList<>();
            for (int index = 0; index < found.getLength(); index++) {
                elements.add((Element) found.item(index));
            }
            return elements;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw S3Error.malformed("the document cannot be read: " + e.getMessage());
        }
    }

    static String child(Element element, String name) throws S3Error {
        Node found = element.getElementsByTagName(name).item(0);
        if (found == null) {
            throw S3Error.malformed(element.getTagName() + " has no " + name);
        }
        return found.getTextContent();
    }
}
