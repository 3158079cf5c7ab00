<?xml version="1.0" encoding="UTF-8"?>
<!-- One page a service and the list, in one language, from data/services.xml: the
     work of xsltproc in run-bench. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:ismapgen:1:list"
    xmlns:exsl="http://exslt.org/common" extension-element-prefixes="exsl" exclude-result-prefixes="l">
<xsl:output method="html" encoding="UTF-8"/>
<xsl:param name="folder"/>

<xsl:template match="/l:register">
<html lang="ja"><head><title><xsl:value-of select="l:title"/></title></head><body><table>
<xsl:for-each select="l:service">
<tr><td><xsl:value-of select="l:number"/></td><td><a href="services/{l:number}/"><xsl:value-of select="l:name"/></a></td>
<td><xsl:value-of select="l:provider/l:name"/></td><td><xsl:value-of select="l:registered-on"/></td><td><xsl:value-of select="l:expires-on"/></td>
<td><xsl:for-each select="l:status"><xsl:value-of select="l:label"/></xsl:for-each></td></tr>
<exsl:document href="{$folder}/services/{l:number}/index.html" method="html" encoding="UTF-8"><xsl:apply-templates select="."/></exsl:document>
</xsl:for-each>
</table></body></html>
</xsl:template>

<xsl:template match="l:service">
<html lang="ja"><head><title><xsl:value-of select="l:name"/></title></head><body>
<h1><xsl:value-of select="l:name"/></h1>
<dl><xsl:for-each select="l:number|l:name-reading|l:url|l:provider/*|l:registered-on|l:renewed-on|l:expires-on|l:subsequent-events|l:improvement-plan|l:disclosed-information/*|l:special-notes|l:audit-period/*">
<dt><xsl:value-of select="local-name()"/></dt><dd><xsl:value-of select="."/></dd></xsl:for-each></dl>
<p><xsl:value-of select="l:statement-scope/l:overview"/></p>
<ul><xsl:for-each select="l:statement-scope/l:sub-service|l:statement-scope/l:outside-service"><li><xsl:value-of select="l:name"/><span><xsl:value-of select="l:note"/></span></li></xsl:for-each></ul>
<table><xsl:for-each select="l:control-objectives/l:domain"><tr><th colspan="3"><xsl:value-of select="l:number"/><xsl:text> </xsl:text><xsl:value-of select="l:name"/></th></tr>
<xsl:for-each select="l:objective"><tr><th scope="row"><xsl:value-of select="."/></th><td><xsl:value-of select="../l:name"/></td><td>実施</td></tr></xsl:for-each></xsl:for-each></table>
<ol><xsl:for-each select="l:event"><li id="{l:id}"><xsl:value-of select="l:on"/><xsl:text> </xsl:text><xsl:value-of select="l:label"/>
<dl><xsl:for-each select="l:change"><dt><xsl:value-of select="l:label"/></dt><dd><xsl:value-of select="l:before|l:removed"/></dd><dd><xsl:value-of select="l:after|l:added"/></dd></xsl:for-each></dl></li></xsl:for-each></ol>
</body></html>
</xsl:template>
</xsl:stylesheet>
