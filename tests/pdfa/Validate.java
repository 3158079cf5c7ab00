import java.io.FileInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Asks veraPDF about files: Validate FLAVOUR,… FILE…, a flavour being 3u, 2u
 * or ua1. One line for each file and flavour, in three columns: the file, the
 * flavour, and "valid" or the rules that are broken ("7.1-3 Content shall be
 * marked …; …").
 */
public final class Validate {
	private static final int MOST_FAILURES = 50;

	private Validate() {
	}

	private static String ask(String file, PDFAFlavour flavour) {
		try (FileInputStream bytes = new FileInputStream(file);
		     PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour);
		     PDFAValidator validator = Foundries.defaultInstance().createValidator(
			     flavour, MOST_FAILURES, false, true, false)) {
			ValidationResult result = validator.validate(parser);
			TreeSet<String> broken = new TreeSet<>();

			if (result.isCompliant())
				return "valid";
			for (TestAssertion failure : result.getTestAssertions())
				broken.add(failure.getRuleId().getClause() + "-" +
					   failure.getRuleId().getTestNumber() + " " +
					   failure.getMessage().replaceAll("\\s+", " "));
			return String.join("; ", broken);
		} catch (Exception failure) {
			return "unreadable: " + failure;
		}
	}

	public static void main(String[] arguments) {
		PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

		Logger.getLogger("").setLevel(Level.OFF);
		VeraGreenfieldFoundryProvider.initialise();
		for (int i = 1; i < arguments.length; i++)
			for (String flavour : arguments[0].split(","))
				out.println(arguments[i] + "\t" + flavour + "\t" +
					    ask(arguments[i], PDFAFlavour.byFlavourId(flavour)));
	}
}
