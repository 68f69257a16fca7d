-- How QGIS shows a sample: outlines alone, so that the photo stays visible, in the colours in use, and a form that offers
-- the words there are.
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,
                          useAsDefault, description)
VALUES ('', '', 'controle', 'geom', 'controle', '<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM">
<qgis version="3.22.0" styleCategories="Symbology|Fields|Forms">
 <renderer-v2 type="categorizedSymbol" attr="etat_cqp" forceraster="0" symbollevels="0" enableorderby="0">
  <categories>
   <category symbol="0" value="noverif" label="non vérifié" render="true"/>
   <category symbol="1" value="ok" label="juste" render="true"/>
   <category symbol="2" value="erreur" label="erreur" render="true"/>
   <category symbol="3" value="nsp" label="sans avis" render="true"/>
  </categories>
  <symbols>
   <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <prop k="line_color" v="236,239,241,255"/>
     <prop k="line_style" v="solid"/>
     <prop k="line_width" v="0.6"/>
     <prop k="line_width_unit" v="MM"/>
    </layer>
   </symbol>
   <symbol type="fill" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <prop k="line_color" v="100,221,23,255"/>
     <prop k="line_style" v="solid"/>
     <prop k="line_width" v="0.6"/>
     <prop k="line_width_unit" v="MM"/>
    </layer>
   </symbol>
   <symbol type="fill" name="2" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <prop k="line_color" v="255,23,68,255"/>
     <prop k="line_style" v="solid"/>
     <prop k="line_width" v="0.6"/>
     <prop k="line_width_unit" v="MM"/>
    </layer>
   </symbol>
   <symbol type="fill" name="3" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <prop k="line_color" v="0,184,212,255"/>
     <prop k="line_style" v="solid"/>
     <prop k="line_width" v="0.6"/>
     <prop k="line_width_unit" v="MM"/>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <fieldConfiguration>
  <field name="etat_cqp">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option type="List" name="map">
       <Option type="Map"><Option type="QString" name="non vérifié" value="noverif"/></Option>
       <Option type="Map"><Option type="QString" name="juste" value="ok"/></Option>
       <Option type="Map"><Option type="QString" name="erreur" value="erreur"/></Option>
       <Option type="Map"><Option type="QString" name="sans avis" value="nsp"/></Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="valid_cqe">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option type="List" name="map">
       <Option type="Map"><Option type="QString" name="non vérifié" value="noverif"/></Option>
       <Option type="Map"><Option type="QString" name="juste" value="ok"/></Option>
       <Option type="Map"><Option type="QString" name="erreur" value="erreur"/></Option>
       <Option type="Map"><Option type="QString" name="sans avis" value="nsp"/></Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="erreur_geom">
   <editWidget type="CheckBox"><config><Option/></config></editWidget>
  </field>
  <field name="omission">
   <editWidget type="CheckBox"><config><Option/></config></editWidget>
  </field>
  <field name="etat_code">
   <editWidget type="Hidden"><config><Option/></config></editWidget>
  </field>
  <field name="proposition">
   <editWidget type="Hidden"><config><Option/></config></editWidget>
  </field>
 </fieldConfiguration>
</qgis>', 1, '');
