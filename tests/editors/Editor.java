// What an editor that asks Xerces shows (language servers for XML do): the schema that a file
// names, found beside it and by the catalogue, and what is said of each element and value there.
//
//	java [--add-exports …] Editor.java FOLDER FILE…
//
// prints for each FILE the schema it names, then a line for each enumeration of that schema:
// owner, value, Japanese and English explanation; "-" where there is none.
import com.sun.org.apache.xerces.internal.impl.xs.XMLSchemaLoader;
import com.sun.org.apache.xerces.internal.xs.*;
import java.io.StringReader;
import java.nio.file.*;
import java.util.*;
import java.util.regex.*;
import javax.xml.catalog.*;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.*;
import org.xml.sax.InputSource;

public class Editor {
	static final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	public static void main(String[] arguments) throws Exception {
		Path folder = Path.of(arguments[0]).toAbsolutePath();
		CatalogResolver catalogue = CatalogManager.catalogResolver(CatalogFeatures.defaults(),
			folder.resolve("catalog.xml").toUri());

		for (int i = 1; i < arguments.length; i++) {
			Path file = Path.of(arguments[i]).toAbsolutePath();
			Matcher model = Pattern.compile("<\\?xml-model href=\"([^\"]*)\"").matcher(Files.readString(file));
			if (!model.find())
				throw new Exception(file + " names no schema");
			Path beside = file.getParent().resolve(model.group(1)).normalize();
			// As an editor asks that knows the name alone.
			String other = "http://elsewhere.example/" + beside.getParent().getFileName() + "/" + beside.getFileName();
			String found = catalogue.resolveEntity(null, other).getSystemId();
			if (!Files.isSameFile(beside, Path.of(new java.net.URI(found))))
				throw new Exception(found + " is not " + beside);
			System.out.println(folder.relativize(file) + "\t" + folder.relativize(beside));
			XSModel schema = new XMLSchemaLoader().loadURI(beside.toUri().toString());
			XSNamedMap roots = schema.getComponents(XSConstants.ELEMENT_DECLARATION);
			for (int k = 0; k < roots.getLength(); k++)
				show((XSElementDeclaration) roots.item(k));
		}
	}

	static void show(XSElementDeclaration element) throws Exception {
		if (!seen.add(element))
			return;
		say(element.getName(), "", element.getAnnotation());
		if (element.getTypeDefinition() instanceof XSSimpleTypeDefinition simple) {
			values(element.getName(), simple);
			return;
		}
		XSComplexTypeDefinition type = (XSComplexTypeDefinition) element.getTypeDefinition();
		if (type.getSimpleType() != null)
			values(element.getName(), type.getSimpleType());
		XSObjectList uses = type.getAttributeUses();
		for (int i = 0; i < uses.getLength(); i++) {
			XSAttributeDeclaration attribute = ((XSAttributeUse) uses.item(i)).getAttrDeclaration();
			say(element.getName() + "/@" + attribute.getName(), "", attribute.getAnnotation());
			values(element.getName() + "/@" + attribute.getName(), attribute.getTypeDefinition());
		}
		if (type.getParticle() != null)
			inside(type.getParticle());
	}

	static void inside(XSParticle particle) throws Exception {
		if (particle.getTerm() instanceof XSElementDeclaration element)
			show(element);
		else if (particle.getTerm() instanceof XSModelGroup group)
			for (int i = 0; i < group.getParticles().getLength(); i++)
				inside((XSParticle) group.getParticles().item(i));
	}

	static void values(String owner, XSSimpleTypeDefinition type) throws Exception {
		XSObjectList facets = type.getMultiValueFacets();
		for (int i = 0; i < facets.getLength(); i++) {
			XSMultiValueFacet facet = (XSMultiValueFacet) facets.item(i);
			if (facet.getFacetKind() != XSSimpleTypeDefinition.FACET_ENUMERATION)
				continue;
			for (int k = 0; k < facet.getLexicalFacetValues().getLength(); k++) {
				XSObjectList all = facet.getAnnotations();
				say(owner, facet.getLexicalFacetValues().item(k),
					k < all.getLength() ? (XSAnnotation) all.item(k) : null);
			}
		}
	}

	static void say(String owner, String value, XSAnnotation annotation) throws Exception {
		String[] words = { "-", "-" };
		if (annotation != null) {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setNamespaceAware(true);
			NodeList list = factory.newDocumentBuilder()
				.parse(new InputSource(new StringReader(annotation.getAnnotationString())))
				.getElementsByTagNameNS("*", "documentation");
			for (int i = 0; i < list.getLength(); i++) {
				Element documentation = (Element) list.item(i);
				words[documentation.getAttribute("xml:lang").equals("en") ? 1 : 0] = documentation.getTextContent();
			}
		}
		System.out.println("\t" + owner + "\t" + value + "\t" + words[0] + "\t" + words[1]);
	}
}
